export const ProductionPage = () => null;
