// The graph as a picture or as text, for other programs.
import { drawing, looks } from "./graph";
import { short, svg, tell } from "./dom";
import { model } from "./model";
import type { EntityType } from "./api";
import { symmetric, tie } from "./words";

function save(file: string, content: Blob): void {
  const a = document.createElement("a");
  a.href = URL.createObjectURL(content);
  a.download = file;
  a.click();
  setTimeout(() => URL.revokeObjectURL(a.href), 10000);
}

function paper(): string { return getComputedStyle(document.documentElement).getPropertyValue("--paper").trim(); }

export async function png(): Promise<void> {
  const g = drawing();
  if (!g || g.elements().empty()) {
    tell("There is no graph to save.");
    return;
  }
  const box = g.elements().boundingBox();
  const scale = Math.min(2, 8000 / Math.max(box.w, box.h));
  save("entente.png", await g.png({ output: "blob-promise", full: true, scale, bg: paper() }) as unknown as Blob);
}

export function svgText(): string {
  const g = drawing();
  if (!g) {
    return "";
  }
  const box = g.elements().boundingBox();
  const css = getComputedStyle(document.documentElement);
  const ink = css.getPropertyValue("--ink").trim(), line = css.getPropertyValue("--edge").trim(), former = css.getPropertyValue("--former").trim();
  const n = (x: number) => x.toFixed(1);
  const root = svg("svg", { xmlns: "http://www.w3.org/2000/svg", viewBox: [box.x1 - 20, box.y1 - 20, box.w + 40, box.h + 40].map(n).join(" "), "font-family": "system-ui, sans-serif" });
  root.append(svg("rect", { x: n(box.x1 - 20), y: n(box.y1 - 20), width: n(box.w + 40), height: n(box.h + 40), fill: paper() }),
    svg("defs", {}, svg("marker", { id: "head", viewBox: "0 0 8 8", refX: 7, refY: 4, markerWidth: 7, markerHeight: 7, orient: "auto", markerUnits: "userSpaceOnUse" }, svg("path", { d: "M0 0L8 4L0 8z", fill: line }))));
  g.edges().forEach((e) => {
    const a = e.sourceEndpoint(), b = e.targetEndpoint(), mid = e.midpoint();
    const colour = e.data("modality") === "former" ? former : line;
    const dash = e.data("modality") === "planned" ? "6 4" : ["hypothetical", "negated"].includes(e.data("modality")) ? "2 3" : undefined;
    root.append(svg("path", { d: `M${n(a.x)} ${n(a.y)}Q${n(2 * mid.x - (a.x + b.x) / 2)} ${n(2 * mid.y - (a.y + b.y) / 2)} ${n(b.x)} ${n(b.y)}`, fill: "none", stroke: colour, "stroke-width": e.data("width"), "stroke-dasharray": dash, "marker-end": e.data("symmetric") ? undefined : "url(#head)" }),
      svg("text", { x: n(mid.x), y: n(mid.y), "font-size": 9, "text-anchor": "middle", fill: ink, stroke: paper(), "stroke-width": 2, "paint-order": "stroke" }, String(e.data("label"))));
  });
  const sides: Record<string, number> = { hexagon: 6, diamond: 4, pentagon: 5, triangle: 3, octagon: 8 };
  g.nodes().forEach((e) => {
    const look = looks[e.data("type") as EntityType], at = e.position(), r = e.width() / 2;
    const k = sides[look.shape];
    root.append(look.shape === "ellipse" ? svg("circle", { cx: n(at.x), cy: n(at.y), r: n(r), fill: look.colour })
      : k ? svg("polygon", { points: Array.from({ length: k }, (_, i) => { const t = 2 * Math.PI * i / k - Math.PI / 2; return n(at.x + r * Math.cos(t)) + "," + n(at.y + r * Math.sin(t)); }).join(" "), fill: look.colour })
      : svg("rect", { x: n(at.x - r), y: n(at.y - r), width: n(2 * r), height: n(2 * r), rx: look.shape === "tag" ? 0 : 4, fill: look.colour }),
      svg("text", { x: n(at.x), y: n(at.y + r + 12), "font-size": e.data("around") ? 13 : 11, "font-weight": e.data("around") ? "bold" : undefined, "text-anchor": "middle", fill: ink, stroke: paper(), "stroke-width": 2, "paint-order": "stroke" }, String(e.data("label"))));
  });
  return new XMLSerializer().serializeToString(root);
}

export function svgFile(): void { save("entente.svg", new Blob([svgText()], { type: "image/svg+xml" })); }

// mermaid writes a flowchart. Its texts take no quotes, marks or brackets but as entities.
export function mermaid(): string {
  const v = model.view();
  const text = (s: string) => `"${short(s, 60).replace(/[^\p{L}\p{M}\p{N} .,'’()-]/gu, (c) => `#${c.codePointAt(0)};`)}"`;
  const number = new Map(v.entities.map((e, i) => [e.id, "n" + i]));
  const shapes: Partial<Record<EntityType, [string, string]>> = { Person: ["([", "])"], Country: ["{{", "}}"], Place: ["{", "}"], Event: [">", "]"] };
  const lines = ["graph LR"];
  for (const e of v.entities) {
    const [a, b] = shapes[e.type] ?? ["[", "]"];
    lines.push(`  ${number.get(e.id)}${a}${text(e.name)}${b}:::${e.type}`);
  }
  for (const b of v.bundles) {
    const arrow = ["planned", "hypothetical"].includes(b.modality) ? (symmetric(b.type) ? "-.-" : "-.->") : symmetric(b.type) ? "---" : "-->";
    lines.push(`  ${number.get(b.subject)} ${arrow}|${text([tie(b.type), b.ties > 1 ? "x" + b.ties : "", b.modality === "asserted" ? "" : b.modality].filter((s) => s).join(" "))}| ${number.get(b.object)}`);
  }
  for (const t of new Set(v.entities.map((e) => e.type))) {
    lines.push(`  classDef ${t} fill:${looks[t].colour},color:#000`);
  }
  return lines.join("\n") + "\n";
}

export function mermaidFile(): void { save("entente.mmd", new Blob([mermaid()], { type: "text/plain" })); }

export function csvFile(text: string): void { save("entente.csv", new Blob([text], { type: "text/csv" })); }
