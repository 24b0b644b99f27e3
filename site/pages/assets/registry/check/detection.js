export const masked = (value) => value;
