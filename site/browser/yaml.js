// What the pages use of `yaml`: reading a document with its comments and places, changing it, and writing it back.
export {
  Document, LineCounter, Pair, Scalar, YAMLMap, YAMLSeq,
  isAlias, isCollection, isMap, isPair, isScalar, isSeq,
  parseDocument, visit,
} from "yaml";
