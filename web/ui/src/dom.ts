// All text on the page goes through here: as text nodes and attributes, never as HTML.

export type Child = Node | string | number | false | null | undefined;
type Attributes = Record<string, string | number | boolean | null | undefined | ((event: never) => void)>;

function fill(e: Element, attributes: Attributes, children: Child[]): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") {
      e.addEventListener(name, value as EventListener);
    } else if (name === "value" && "value" in e) {
      (e as HTMLInputElement).value = String(value ?? "");
    } else if (value === true) {
      e.setAttribute(name, "");
    } else if (value !== false && value !== null && value !== undefined) {
      e.setAttribute(name, String(value));
    }
  }
  for (const c of children) {
    if (c !== false && c !== null && c !== undefined) {
      e.append(typeof c === "number" ? String(c) : c);
    }
  }
}

// h makes an element. Functions among the attributes listen to events of that name.
export function h<K extends keyof HTMLElementTagNameMap>(tag: K, attributes: Attributes = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  const e = document.createElement(tag);
  fill(e, attributes, children);
  return e;
}

export function svg<K extends keyof SVGElementTagNameMap>(tag: K, attributes: Attributes = {}, ...children: Child[]): SVGElementTagNameMap[K] {
  const e = document.createElementNS("http://www.w3.org/2000/svg", tag);
  fill(e, attributes, children);
  return e;
}

export function button(label: string, act: () => void, attributes: Attributes = {}): HTMLButtonElement {
  return h("button", { type: "button", click: act, ...attributes }, label);
}

// name is what releases call something: of any length, in any script, read in its own direction.
export function name(text: string, most = 120): HTMLElement {
  return h("bdi", { class: "name", title: text.length > most ? text.slice(0, 1000) : undefined }, short(text, most));
}

export function short(text: string, most: number): string {
  const letters = [...text.slice(0, 2 * most + 2)];
  return letters.length > most ? letters.slice(0, most - 1).join("") + "…" : text;
}

export function must<T extends Element>(selector: string, type: new () => T): T {
  const e = document.querySelector(selector);
  if (!(e instanceof type)) {
    throw new Error("the page has no " + selector);
  }
  return e;
}

let tellers = 0;

// tell shows a message for a while, to screen readers too; what to do about it stays longer.
export function tell(message: string, kind: "note" | "error" = "note", action?: { label: string; act: () => void }): void {
  const box = must("#told", HTMLElement);
  const id = ++tellers;
  const one: HTMLElement = h("div", { class: "told " + kind, "data-n": id }, h("span", {}, short(message, 400)),
    action && button(action.label, () => { one.remove(); action.act(); }),
    button("×", () => one.remove(), { "aria-label": "Close the message", class: "plain" }));
  box.append(one);
  while (box.childElementCount > 3) {
    box.firstElementChild?.remove();
  }
  if (kind === "note") {
    setTimeout(() => one.remove(), action ? 20000 : 6000);
  }
}

// dialogue asks for something, and gives null where nobody answers.
export function dialogue(title: string, ok: string, body: Node[], read: () => string | null): Promise<string | null> {
  return new Promise((done) => {
    const trouble = h("p", { class: "trouble", role: "alert" });
    const box: HTMLDialogElement = h("dialog", { "aria-label": title, close: () => { box.remove(); done(null); } },
      h("form", { method: "dialog", submit: (e: Event) => {
        e.preventDefault();
        const value = read();
        if (value === null) {
          trouble.textContent = "Something is missing.";
          return;
        }
        done(value);
        box.close();
      } },
        h("h2", {}, title), ...body, trouble,
        h("div", { class: "row end" }, button("Cancel", () => box.close()), h("button", { type: "submit", class: "first" }, ok))));
    document.body.append(box);
    box.showModal();
  });
}
