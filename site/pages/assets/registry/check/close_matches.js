// Twin of Python's difflib.get_close_matches, for one match: the key that was probably meant.

/** Of `known` the text that is most like `given`, if its likeness reaches `cutoff`; of equals the last in the order of characters. */
export function nearest(given, known, cutoff) {
  let best;
  for (const candidate of known) {
    const likeness = ratio(candidate, given);
    if (likeness >= cutoff && (!best || likeness > best.likeness || (likeness === best.likeness && candidate > best.candidate))) best = { candidate, likeness };
  }
  return best?.candidate;
}

function ratio(one, other) {
  const length = one.length + other.length;
  return length ? (2 * matching(one, other, 0, one.length, 0, other.length)) / length : 1;
}

/** Characters in the longest common stretch, in what is left of it and in what is right of it. */
function matching(one, other, oneStart, oneEnd, otherStart, otherEnd) {
  let [length, oneAt, otherAt] = [0, oneStart, otherStart];
  for (let i = oneStart; i < oneEnd; i += 1) {
    for (let j = otherStart; j < otherEnd; j += 1) {
      let size = 0;
      while (i + size < oneEnd && j + size < otherEnd && one[i + size] === other[j + size]) size += 1;
      if (size > length) [length, oneAt, otherAt] = [size, i, j];
    }
  }
  if (!length) return 0;
  return (
    length +
    matching(one, other, oneStart, oneAt, otherStart, otherAt) +
    matching(one, other, oneAt + length, oneEnd, otherAt + length, otherEnd)
  );
}
