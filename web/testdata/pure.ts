// What of the page can be tested without a browser.
import assert from "node:assert";
import { csv } from "../ui/src/csv";
import { frames } from "../ui/src/events";
import { steps } from "../ui/src/shades";
import { begin, date, end, unitFor, type Unit } from "../ui/src/times";

assert.equal(csv([["a", 1], ['say "x"', "b,c"], ["two\nlines", "סוף"]]), 'a,1\r\n"say ""x""","b,c"\r\n"two\nlines",סוף\r\n');

// Events are the same wherever the stream is cut.
const stream = 'id: 1\nevent: progress\ndata: {"read":1}\n\n: waiting\n\nid: 2\nevent: end\ndata: {"read":2,\ndata: "x":3}\n\n';
for (let cut = 0; cut <= stream.length; cut++) {
  const got: string[] = [];
  const read = frames((event, data) => got.push(event + " " + data));
  read(stream.slice(0, cut));
  read(stream.slice(cut));
  assert.deepEqual(got, ['progress {"read":1}', 'end {"read":2,\n"x":3}']);
}

assert.deepEqual(steps(0), []);
for (let most = 1; most < 3000; most++) {
  const s = steps(most);
  assert.ok(s[0] === 1 && s.length <= 5 && s.every((n, i) => n <= most && (i === 0 || n > (s[i - 1] ?? 0))), `${most}: ${s}`);
}

// What stands at a place begins and ends there.
for (const unit of ["day", "month", "year"] as Unit[]) {
  for (const d of ["0987", "1969-12-31", "1970-01", "2000-02-29", "2023", "2024-02", "2024-12-31"]) {
    for (let at = begin(d, unit); at <= end(d, unit); at++) {
      const is = date(at, unit);
      assert.equal(begin(is, unit), at, is);
      assert.equal(end(is, unit), at, is);
      const n = Math.min(is.length, d.length);
      assert.equal(is.slice(0, n), d.slice(0, n));
    }
  }
}
assert.equal(date(end("2024-02", "day"), "day"), "2024-02-29");
assert.equal(unitFor("2024-01-05", "2024-02-01", 60), "day");
assert.equal(unitFor("2021", "2024-02", 60), "month");
assert.equal(unitFor("1944", "2050", 60), "year");
console.log("ok");
