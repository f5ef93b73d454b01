// Level lines of a quadratic over the plane, exactly: f(w) − min f = ½ (w − m)ᵀ H (w − m) = c is an ellipse with
// half-axes √(2c / v_i) along the eigenvectors of H.
import type { Point } from "./loss-chart.ts";
import { rounded, type Mark } from "./marks.ts";
import type { Plane } from "./plane.ts";

export interface Quadratic {
  /** m, the lowest point. */
  lowest: Point;
  /** Positive eigenvalues, ascending; one of them only where the valley has no end. */
  eigenvalues: ArrayLike<number>;
  /** Eigenvectors, one after the other. */
  eigenvectors: ArrayLike<number>;
}

const levels = 9;
const endless = 1e-8;

/** Every level a quarter of the one around it, so that the lines lie at halved distances. */
export function contourMarks(quadratic: Quadratic, plane: Plane): Mark[] {
  const { lowest, eigenvalues, eigenvectors } = quadratic;
  if (eigenvalues.length === 0 || !Number.isFinite(lowest.x + lowest.y)) return [];
  const steep = eigenvalues[eigenvalues.length - 1]!;
  const flat = eigenvalues.length > 1 ? eigenvalues[0]! : steep * endless;
  const at = 2 * (eigenvalues.length - 1);
  const angle = Math.atan2(eigenvectors[at + 1]!, eigenvectors[at]!);
  const highest = cornerHeight(quadratic, plane, steep, flat, angle);
  return Array.from({ length: levels }, (_, k) => {
    const height = highest / 4 ** k;
    return {
      kind: "path",
      name: "contour",
      path: ellipse(
        plane.toScreen(lowest),
        angle,
        Math.sqrt((2 * height) / steep) * plane.scale,
        Math.sqrt((2 * height) / flat) * plane.scale,
      ),
    };
  });
}

/** Of the highest corner of the picture. */
function cornerHeight(
  { lowest }: Quadratic,
  { size, toPlane }: Plane,
  steep: number,
  flat: number,
  angle: number,
) {
  const corners = [0, size.width].flatMap((x) => [0, size.height].map((y) => toPlane({ x, y })));
  const heights = corners.map((corner) => {
    const [x, y] = [corner.x - lowest.x, corner.y - lowest.y];
    const along = x * Math.cos(angle) + y * Math.sin(angle);
    const across = -x * Math.sin(angle) + y * Math.cos(angle);
    return 0.5 * (steep * along ** 2 + flat * across ** 2);
  });
  return Math.max(...heights);
}

/** `angle` of the half-axis a, upwards; y grows downwards on the screen. */
function ellipse(centre: Point, angle: number, a: number, b: number): string {
  const [dx, dy] = [a * Math.cos(angle), -a * Math.sin(angle)].map(rounded) as [number, number];
  const start = `${rounded(centre.x + dx)} ${rounded(centre.y + dy)}`;
  const arc = `${rounded(a)} ${rounded(b)} ${rounded((-angle * 180) / Math.PI)} 1 0`;
  return `M${start}a${arc} ${-2 * dx} ${-2 * dy}a${arc} ${2 * dx} ${2 * dy}z`;
}
