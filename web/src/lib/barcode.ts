/** A barcode as it is printed below the bars, 690 1234 567892, is its digits; other text stays. */
export const plainBarcode = (typed: string): string => {
  const plain = typed.normalize("NFKC").replace(/[\s-]/g, "");
  return /^\d+$/.test(plain) ? plain : typed;
};
