// The server-sent events of a job. The browser's own reader of these can't send a token.
import { Failure, get, isAbort, send, type Job } from "./api";

// frames cuts a stream into events, whose ends may lie anywhere in what arrives.
export function frames(take: (event: string, data: string) => void): (text: string) => void {
  let rest = "";
  return (text) => {
    rest += text;
    const parts = rest.split("\n\n");
    rest = parts.pop() ?? "";
    for (const part of parts) {
      let event = "message";
      const data: string[] = [];
      for (const line of part.split("\n")) {
        const [, field, value] = /^([a-z]*): ?(.*)$/.exec(line) ?? [];
        if (field === "event") {
          event = value ?? "";
        } else if (field === "data") {
          data.push(value ?? "");
        }
      }
      if (data.length) {
        take(event, data.join("\n"));
      }
    }
  };
}

const over = (j: Job) => j.state !== "waiting" && j.state !== "running";
const tries = 5;

// follow tells of a job until it is over. A stream that breaks is begun anew.
export async function follow(id: string, told: (j: Job) => void, signal?: AbortSignal): Promise<Job> {
  let last: Job | null = null;
  for (let broken = 0; ; broken++) {
    try {
      const r = await send(`api/v1/jobs/${id}/events`, { signal, headers: { Accept: "text/event-stream" } });
      const reader = r.body?.pipeThrough(new TextDecoderStream()).getReader();
      const read = frames((_, data) => {
        last = JSON.parse(data) as Job;
        broken = 0;
        told(last);
      });
      for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
        read(part.value);
      }
      last = await get<Job>("jobs/" + id, {}, signal);
      told(last);
      if (over(last)) {
        return last;
      }
    } catch (e) {
      if (isAbort(e) || broken >= tries || e instanceof Failure && e.status >= 400 && e.status < 500) {
        throw e;
      }
    }
    await new Promise((done) => setTimeout(done, 500 * 2 ** broken));
  }
}
