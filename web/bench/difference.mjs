/**
 * ‖a − b‖ / ‖b‖; infinite where the lengths differ or a number is not finite.
 * @param {ArrayLike<number>} a @param {ArrayLike<number>} b
 */
export function relativeDifference(a, b) {
  if (a.length !== b.length) return Infinity;
  let difference = 0;
  let size = 0;
  for (let i = 0; i < b.length; i++) {
    difference += (Number(a[i]) - Number(b[i])) ** 2;
    size += Number(b[i]) ** 2;
  }
  const ratio = Math.sqrt(difference / size);
  return Number.isFinite(ratio) ? ratio : Infinity;
}
