// Decisions that only people can take, and taking them back.
import { api, askToken, Failure, words, type Card, type Decision, type Proof } from "./api";
import { dialogue, h, name, tell } from "./dom";
import { model } from "./model";
import { state } from "./state";

// decided tells the panels to read anew what a decision may have changed.
export const decided = new EventTarget();

export async function decide(d: Decision, said: string): Promise<boolean> {
  try {
    const done = await api.decide(d);
    await changed();
    tell(said, "note", d.do === "undo" ? undefined : { label: "Undo", act: () => void decide({ do: "undo", undoes: done.id }, "Undone: " + said) });
    return true;
  } catch (e) {
    const again = e instanceof Failure && e.status === 403
      ? { label: "Use another token", act: () => void askToken("This needs a token of the role write.").then((ok) => ok && decide(d, said)) }
      : e instanceof Failure && e.status === 0 ? { label: "Try again", act: () => void decide(d, said) } : undefined;
    tell(words(e), "error", again);
    return false;
  }
}

export async function changed(): Promise<void> {
  await model.reload();
  decided.dispatchEvent(new Event("decided"));
}

const field = (label: string, id: string, help = ""): { input: HTMLInputElement; rows: Node[] } => {
  const input = h("input", { id, type: "text", autocomplete: "off", maxlength: 1000 });
  return { input, rows: [h("label", { for: id }, label), input, ...(help ? [h("p", { class: "dim" }, help)] : [])] };
};

export async function mergeWith(c: Card): Promise<void> {
  const other = field("is the same as", "merge-other", "A name or id of the graph. The name that stays is the other's.");
  const why = field("because (optional)", "merge-why");
  const answer = await dialogue("Merge", "Merge", [h("p", {}, name(c.name, 120)), ...other.rows, ...why.rows], () => other.input.value.trim() || null);
  if (answer && await decide({ do: "merge", a: c.id, b: answer, ...(why.input.value.trim() && { why: why.input.value.trim() }) }, `Merged ${c.name} with ${answer}.`)) {
    try {
      state.set({ selected: (await api.find(answer)).id }, true);
    } catch {
      // whom it was merged with is shown, or not; nothing is lost
    }
  }
}

export async function renameTo(c: Card): Promise<void> {
  const other = field("is called", "rename-to");
  other.input.value = c.name;
  const answer = await dialogue("Rename", "Rename", other.rows, () => other.input.value.trim() || null);
  if (answer && answer !== c.name) {
    await decide({ do: "rename", a: c.id, name: answer }, `Renamed ${c.name}.`);
  }
}

export async function splitOff(p: Proof): Promise<void> {
  const ends: [string, string][] = [[p.subject, p.subject_name], [p.object, p.object_name]];
  const radios = ends.map(([id, called], i) => h("label", { class: "check" }, h("input", { type: "radio", name: "end", value: id, checked: i === 0 }), name(called, 80)));
  const called = field("is called (optional)", "split-name");
  const answer = await dialogue("Split: this sentence is of another one of that name", "Split", [h("fieldset", {}, h("legend", {}, "Of whom it is not"), ...radios), ...called.rows],
    () => radios.map((r) => r.querySelector("input")).find((r) => r?.checked)?.value ?? null);
  if (answer) {
    await decide({ do: "split", a: answer, claims: [p.id], ...(called.input.value.trim() && { name: called.input.value.trim() }) }, "Split off.");
  }
}
