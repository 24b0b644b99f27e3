// What the pages use of `age-encryption`: writing a file for keys. Reading one is there too, so that it can be tested against other programs.
export { Decrypter, Encrypter } from "age-encryption";
