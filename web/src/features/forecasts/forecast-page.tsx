export const ForecastPage = () => null;
