// Walks through the explorer as people do, in a real Chromium.
await fresh();
await story("search", async () => {
  yes("nothing is shown, and it says so", (await text(".right")).includes("Nothing is shown yet"));
  await search("Lozan", false);
  const found = await ask("find?name=Lozan"), hits = await ask("search?words=Lozan&limit=50");
  const groups = Object.fromEntries(await page.$$eval("#found .group", (all) => all.map((g) => [g.firstChild.textContent, g.querySelector("b")?.textContent])));
  same("counts of what was found", groups, { People: String(1 + (found.others?.length ?? 0)),
    ...(hits.rows.some((r) => !r.type) && { Releases: String(hits.rows.filter((r) => !r.type).length) }), Sentences: String(hits.rows.filter((r) => r.type).length) });
  await page.keyboard.press("ArrowDown");
  same("the first is chosen", await page.getAttribute("#option-0", "aria-selected"), "true");
  await page.keyboard.press("Enter");
  await quiet();
  same("the card", await text(".right h2"), "Mihai Lozan");
  await page.keyboard.press("/");
  await page.keyboard.type("Lozzan");
  await page.waitForSelector("#found:not([hidden]) [role=option]");
  yes("near names", (await text("#found")).includes("Mihai Lozan"));
  await page.keyboard.press("Escape");
  yes("Escape closes", await page.isHidden("#found"));
});

await story("question", async () => {
  await page.keyboard.press("/");
  await page.fill("#search", "");
  await page.keyboard.type("who met lozan");
  await page.waitForSelector("#option-0:has-text('who-met')");
  await page.keyboard.press("Enter");
  await page.waitForSelector("[data-test=understood]");
  await quiet();
  const a = await ask("ask?question=who+met+lozan");
  same("understood", await text("[data-test=understood]"), "Understood as: " + a.understood);
  same("rows", await page.locator("table.answer tbody tr").count(), a.lines.length);
  same("their number", number(await text(".right .body > p.dim")), a.lines.length);
  await page.locator("table.answer button").first().click();
  await quiet();
  yes("their sentences", await page.locator(".proof").count() > 0);
  await page.fill("#search", "who flarps lozan?");
  await page.waitForSelector("#found:has-text('You can ask')");
  await page.keyboard.press("Escape");
});

await story("expand and count", async () => {
  await go("#around=person%2Fmihai-lozan&selected=person%2Fmihai-lozan");
  const v = await counted("around one", { around: ["person/mihai-lozan"], ...usual });
  const c = (await ask("entities/person/mihai-lozan")).rows;
  yes("mentions", (await text(".right dl")).includes(`${c.mentions} in ${c.release_count} release`));
  const sections = Object.fromEntries(await page.$$eval(".right details.section > summary", (all) => all.map((s) => [s.firstChild.textContent, Number(s.querySelector("b").textContent.replaceAll(",", ""))])));
  same("sections of the card", sections, {
    ...(c.offices && { Offices: c.offices.length }), ...(c.memberships && { Memberships: c.memberships.length }), ...(c.holders && { "Office holders": c.holders.length }),
    "Ties shown": v.bundles.filter((b) => [b.subject, b.object].includes(c.id)).reduce((n, b) => n + b.ties, 0),
    "All ties by type": Object.values(c.tie_counts).reduce((a, b) => a + b, 0), Releases: c.release_count,
  });
  await shot("card");
  await page.click("details.section:has-text('Ties shown') > summary", { trial: true });
  await page.locator(".shown details summary").click();
  await page.locator(".shown li button:has-text('Moldova')").first().click();
  await quiet();
  await page.click(".right button:has-text('Expand')");
  await quiet();
  await counted("around two", { around: ["person/mihai-lozan", "country/mda"], ...usual });
  await page.keyboard.press("Control+z");
  await quiet();
  await counted("after undo", { around: ["person/mihai-lozan"], ...usual });
});

await story("keys on the graph", async () => {
  await go("#around=country%2Fmda");
  const before = (await ask("graph", { around: ["country/mda"], ...usual })).entities.length;
  await page.focus(".canvas");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowUp");
  await quiet();
  const chosen = await page.evaluate(() => new URLSearchParams(location.hash.slice(1)).get("selected"));
  yes("an entity is chosen", chosen?.includes("/"));
  await page.keyboard.press("p");
  yes("it is pinned", (await page.evaluate(() => location.hash)).includes("pin="));
  await page.keyboard.press("h");
  await quiet();
  yes("it is hidden", (await page.evaluate(() => location.hash)).includes("hide="));
  yes("and gone", number(await text(".shown summary")) < before);
  await page.click(".shown button:has-text('hidden')");
  await quiet();
  same("and back", number(await text(".shown summary")), before);
});

await story("evidence", async () => {
  await go("#around=person%2Fmihai-lozan&selected=person%2Fmihai-lozan");
  await page.click("details.section:has-text('Ties shown') li button:has-text('Whitcombe')");
  await page.waitForSelector("mark.trigger");
  await quiet();
  const marks = async (c) => page.locator(".proof").first().locator("mark." + c).allInnerTexts();
  const [subject, object, trigger] = [await marks("subject"), await marks("object"), await marks("trigger")];
  yes("the ends are marked: " + subject + "|" + object, [...subject, ...object].join().includes("Lozan") && subject.length && object.length);
  yes("the words are marked: " + trigger, trigger.join("").length > 2);
  yes("rule and score", /rule .+, confidence [01]\.\d\d/.test(await text(".proof .why")));
  const k = await page.evaluate(() => new URLSearchParams(location.hash.slice(1)).get("selected").split(" "));
  const v = await ask("graph", { around: ["person/mihai-lozan"], ...usual });
  const b = v.bundles.find((x) => x.subject === k[0] && x.type === k[1] && x.modality === k[2] && x.object === k[3]);
  yes("its number of ties", (await text(".right header p")).includes(`${b.ties} tie`));
  same("a place for each", await page.locator(".seam").count(), Math.min(8, b.facts.length));
  const proofs = await ask("evidence?id=" + b.facts[0].tie);
  same("claims of the first", await page.locator(".seam").first().locator(".proof").count(), proofs.rows.length);
  await shot("evidence");
});

await story("confirm and reject", async () => {
  const claim = await page.getAttribute(".proof", "data-claim");
  await page.locator(".proof button:has-text('Confirm')").first().click();
  await page.waitForSelector(".judged:has-text('confirmed by')");
  await page.locator(".proof button:has-text('Reject')").first().click();
  await page.waitForSelector(".told.error:has-text('both rejected and confirmed')");
  await page.click(".told.error button[aria-label]");
  await page.locator(".judged button:has-text('Undo')").first().click();
  await page.waitForSelector(".told:has-text('Undone')");
  await page.waitForFunction(() => !document.querySelector(".judged"));
  same("nothing is left of it", (await ask("decisions?claims=" + claim)).decisions.length, 0);
});

await story("release", async () => {
  await page.locator(".proof button.line").first().click();
  await page.waitForSelector(".text");
  await quiet();
  const id = await page.evaluate(() => new URLSearchParams(location.hash.slice(1)).get("selected"));
  const r = await ask("releases/" + id.split("/")[1] + "?offsets=utf16");
  same("the whole text", await page.$eval(".text", (e) => e.textContent), r.text);
  same("its claims", number(await text(".right header p").then((s) => s.split("·").pop())), r.said.length);
  const marked = await page.$$eval(".text .mention", (all) => all.map((e) => e.textContent).join("|"));
  same("its names", marked, r.mentions.map((m) => r.text.slice(m.start, m.end)).join("|"));
  yes("facts are marked", await page.locator(".text .fact").count() > 0);
  await shot("release");
});

await story("filter by time and type", async () => {
  await go("#around=country%2Fmda");
  await page.fill("#since", "2025-03-15");
  await page.keyboard.press("Enter");
  await quiet();
  const dated = await counted("since", { around: ["country/mda"], since: "2025-03-15", ...usual });
  await page.fill("#since", "yesterday");
  await page.keyboard.press("Tab");
  same("no date is no filter", await page.evaluate(() => new URLSearchParams(location.hash.slice(1)).get("since")), "2025-03-15");
  await page.keyboard.press("Escape");
  await page.click(".filters button:has-text('Reset')");
  await quiet();
  const all = await counted("reset", { around: ["country/mda"], ...usual });
  yes("time narrows", dated.ties < all.ties);
  const type = Object.keys(all.around[0].by_type)[0];
  await page.focus(`[data-value="${type}"]`);
  await page.keyboard.press("Space");
  await quiet();
  const rest = Object.keys(all.around[0].by_type).filter((t) => t !== type);
  same("the focus stays", await page.evaluate(() => document.activeElement.dataset.value), type);
  await counted("without a type", { around: ["country/mda"], type: rest, ...usual });
  await page.keyboard.press("Control+z");
  await quiet();
  await page.selectOption("#source", { index: 1 });
  await quiet();
  await counted("of one publisher", { around: ["country/mda"], source: await page.inputValue("#source"), ...usual });
  await page.locator("#least").fill("0.8");
  await quiet();
  await counted("and sure", { around: ["country/mda"], source: await page.inputValue("#source"), min_confidence: 0.8, ...usual });
});

await story("path", async () => {
  await go("#around=person%2Fmihai-lozan&selected=person%2Fmihai-lozan");
  await page.click(".right button:has-text('Path to')");
  await page.keyboard.type("Lindqvist");
  await page.waitForSelector("#option-0:has-text('Lindqvist')");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".steps li");
  await quiet();
  const p = await ask("questions/path?a=person/mihai-lozan&b=person/maro-lindqvist&modality=asserted,planned,former");
  same("steps", await page.locator(".steps li").count(), p.rows.length);
  same("the graph shows the path", number(await text(".shown summary")), p.rows.length + 1);
  await shot("path");
  await page.keyboard.press("Control+z");
  await quiet();
  same("and before it what was", await text(".right h2"), "Mihai Lozan");
});

await story("merge and undo", async () => {
  const before = await ask("find?name=Ana+Turcan");
  await go("#around=person%2Fmihai-lozan&selected=person%2Fmihai-lozan");
  await page.click(".right button:has-text('Merge')");
  await page.fill("#merge-other", "person/ana-turcan");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".told:has-text('Merged')");
  same("one is the other", (await ask("entities/person/mihai-lozan")).rows.id, before.id);
  await page.click(".told:has-text('Merged') button:has-text('Undo')");
  await page.waitForSelector(".told:has-text('Undone: Merged')");
  same("and is himself again", (await ask("entities/person/mihai-lozan")).rows.name, "Mihai Lozan");
  await page.click(".right button:has-text('Merge')").catch(() => {});
  await page.fill("#merge-other", "Moldova");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".told.error:has-text('only two of one type can be one')");
});

await story("split", async () => {
  await go("#around=person%2Fmihai-lozan&selected=person%2Fmihai-lozan");
  await page.click("details.section:has-text('Ties shown') li button:has-text('Whitcombe')");
  await page.waitForSelector(".proof");
  await page.locator(".proof button:has-text('Split')").first().click();
  await page.fill("#split-name", "Another Lozan");
  await page.click("dialog button[type=submit]");
  await page.waitForSelector(".told:has-text('Split off')");
  same("there is another", (await ask("find?name=Another+Lozan")).name, "Another Lozan");
  await page.click(".told:has-text('Split') button:has-text('Undo')");
  await page.waitForSelector(".told:has-text('Undone: Split')");
});

await story("saved pictures", async () => {
  await go("#around=country%2Fmda");
  for (const [label, check] of [["PNG", (b) => b.subarray(1, 4).toString() === "PNG" && b.length > 5000], ["SVG", (b) => b.toString().startsWith("<svg") && b.toString().includes("Moldova")]]) {
    const save = page.waitForEvent("download");
    await page.click(".menu summary");
    await page.click(`.menu button:has-text('${label}')`);
    yes(label + " is one", check(readFileSync(await (await save).path())));
  }
});

await story("address", async () => {
  await go("#around=country%2Fmda&around=person%2Fmihai-lozan&hide=person%2Fana-turcan&pin=100+50+country%2Fmda&since=2024&modality=asserted&least=0.3&selected=country%2Fmda");
  const look = async () => ({ hash: await page.evaluate(() => location.hash), shown: await text(".shown summary"), card: await text(".right h2"), since: await page.inputValue("#since"), least: await page.inputValue("#least") });
  const first = await look();
  const address = page.url();
  await fresh(address);
  same("the same view", await look(), first);
  same("what the address says", [first.card, first.since, first.least], ["Moldova", "2024", "0.3"]);
  await page.reload();
  await page.waitForSelector("#search");
  await quiet();
  same("after a reload", await look(), first);
  await go("#around=person%2Fnobody&around=&pin=a+b&since=%27%3E%3Cscript%3E&view=none&least=9e99&selected=%3Cimg%3E");
  yes("what is not there is told", (await text("#told")).includes("does not hold"));
});

await story("hostile texts", async () => {
  await fresh();
  await search("pwned");
  await go("#around=person%2Fevil&selected=person%2Fevil");
  yes("the name is text", (await text(".right h2")).includes("<script>"));
  await page.locator("details.section:has-text('Ties shown') > summary").scrollIntoViewIfNeeded();
  for (const b of await page.locator("details.section:has-text('Ties shown') li button").all()) {
    yes("a line of bounded length", (await b.innerText()).length < 200);
  }
  await page.locator("details.section:has-text('Ties shown') li button").first().click();
  await page.waitForSelector(".proof");
  await quiet();
  yes("the sentence is text", (await text(".proof blockquote")).includes("<script>"));
  await page.locator(".proof button.line").first().click();
  await page.waitForSelector(".text");
  await quiet();
  yes("the title is text", (await text(".right h2")).includes("<img src=x"));
  yes("the address of the release is no link", !(await page.$$eval(".right a", (all) => all.map((a) => a.href).join())).includes("javascript"));
  same("nothing ran", await page.evaluate(() => [globalThis.pwned, document.querySelectorAll("main script, main img, main iframe, header script").length]), [null, 0].map((x) => x ?? undefined));
  yes("nothing is wider than the window", await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  await shot("hostile");
  const save = page.waitForEvent("download");
  await page.click(".menu summary");
  await page.click(".menu button:has-text('SVG')");
  const drawn = readFileSync(await (await save).path(), "utf8");
  yes("the drawing has no script", !drawn.includes("<script") && drawn.includes("&lt;script"));
});

await story("lost server", async () => {
  await go("#around=country%2Fmda&selected=country%2Fmda");
  const before = await text(".shown summary");
  await page.route("**/api/**", (r) => r.abort());
  await page.fill("#since", "2025");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".told.error:has-text('does not answer')");
  same("what was there stays", await text(".shown summary"), before);
  await page.fill("#search", "Lozan");
  await page.waitForSelector("#found:has-text('does not answer')");
  await page.keyboard.press("Escape");
  await page.unroute("**/api/**");
  await page.locator(".told.error button:has-text('Try again')").first().click();
  await quiet();
  await counted("after it is back", { around: ["country/mda"], since: "2025", ...usual });
});

await story("expired token", async () => {
  await fresh(guarded + "#around=organization%2Fbody-0", true);
  await page.waitForSelector("dialog[open]:has-text('those who have a token')");
  await page.fill("#token", tokens.nonsense);
  await page.keyboard.press("Enter");
  await page.waitForSelector("dialog[open]:has-text('expired')");
  await page.fill("#token", tokens.read);
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => !document.querySelector("dialog"));
  await quiet();
  yes("it lets in", number(await text(".shown summary")) > 100);
  await page.click(".shown details summary");
  await page.locator(".shown li button").first().click();
  await quiet();
  await page.click(".right button:has-text('Rename')");
  await page.fill("#rename-to", "A Body");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".told.error:has-text('role write')");
  await page.evaluate((t) => sessionStorage.setItem("entente.token", t), tokens.expired);
  const before = await text(".shown summary");
  await page.fill("#until", "2031-01-10");
  await page.keyboard.press("Enter");
  await page.waitForSelector("dialog[open]:has-text('expired')");
  same("nothing is lost", await text(".shown summary"), before);
  await page.fill("#token", tokens.read);
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => !document.querySelector("dialog"));
  await quiet();
  yes("and it goes on", (await text(".shown summary")) !== before);
});

await story("20,000 ties", async () => {
  await page.click(".filters button:has-text('Reset')");
  await quiet();
  const began = Date.now();
  const v = await ask("graph", { around: ["organization/body-0"], ...usual });
  figures.hub_api_ms = Date.now() - began;
  yes(`it has ${v.around[0].ties} ties`, v.around[0].ties >= 20000 && v.entities.length <= 300);
  await go("#around=organization%2Fbody-0");
  await counted("the hub", { around: ["organization/body-0"], ...usual });
  const said = await text("section.around");
  same("it says how many there are", said.match(/\d[\d,]*/g).slice(1, 4).map(number), [v.around[0].shown, v.around[0].neighbours, v.around[0].ties]);
  await page.locator("section.around .chip").first().click();
  await quiet();
  yes("a filter is offered and narrows", (await ask("graph", { around: ["organization/body-0"], type: [await page.evaluate(() => new URLSearchParams(location.hash.slice(1)).get("type"))], ...usual })).around[0].ties < v.around[0].ties);
  for (const other of [1, 2, 3, 4]) {
    await page.evaluate((o) => { location.hash += "&around=organization%2Fbody-" + o; }, other);
  }
  await quiet();
  yes("never more than 300", number(await text(".shown summary")) <= 300);
});

await story("speed", async () => {
  await fresh(guarded);
  await page.evaluate((t) => sessionStorage.setItem("entente.token", t), tokens.read);
  await page.goto("about:blank");
  const first = Date.now();
  await page.goto(guarded + "#around=organization%2Fbody-0");
  await page.waitForFunction(() => performance.getEntriesByName("drawn").length > 0);
  await page.evaluate(() => new Promise((r) => requestAnimationFrame(() => requestAnimationFrame(r))));
  figures.first_view_ms = Date.now() - first;
  await page.waitForTimeout(500);
  await page.evaluate(() => { globalThis.tasks = []; });
  const box = await page.locator(".canvas").boundingBox();
  await page.mouse.move(box.x + 15, box.y + 60);
  await page.mouse.down();
  for (let i = 0; i < 40; i++) {
    await page.mouse.move(box.x + 15 + i * 6, box.y + 60 + i * 4);
    await page.waitForTimeout(16);
  }
  await page.mouse.up();
  await page.waitForTimeout(200);
  figures.longest_task_panning_ms = Math.round(Math.max(0, ...await page.evaluate(() => globalThis.tasks)));
});

for (const scheme of ["light", "dark"]) {
  for (const [size, width, height] of [["desk", 1400, 860], ["phone", 390, 780]]) {
    await story(`accessible in ${scheme} on a ${size}`, async () => {
      await fresh();
      await page.emulateMedia({ colorScheme: scheme });
      await page.setViewportSize({ width, height });
      await page.waitForTimeout(100);
      await accessible(`empty, ${scheme}, ${size}`);
      await go("#around=country%2Fmda&selected=country%2Fmda");
      await accessible(`card, ${scheme}, ${size}`);
      await shot(`card-${scheme}-${size}`);
      const v = await ask("graph", { around: ["country/mda"], ...usual });
      const b = v.bundles[0];
      await go("#around=country%2Fmda&selected=" + encodeURIComponent([b.subject, b.type, b.modality, b.object].join(" ")));
      await page.waitForSelector(".proof");
      await page.waitForTimeout(400);
      await accessible(`evidence, ${scheme}, ${size}`);
      const e = await ask("evidence?id=" + b.facts[0].tie);
      await go("#around=country%2Fmda&selected=" + encodeURIComponent(e.rows[0].release));
      await page.waitForSelector(".text");
      await accessible(`release, ${scheme}, ${size}`);
      await go("#selected=ask&question=who+met+lozan");
      await page.waitForSelector("table.answer");
      await accessible(`answer, ${scheme}, ${size}`);
      await search("Lozan", false);
      await accessible(`search, ${scheme}, ${size}`);
      await page.keyboard.press("Escape");
      if (size === "phone") {
        yes("nothing is wider than the window", await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
        await page.click("button.toggle");
        yes("the filter opens", await page.isVisible(".filters"));
        await accessible(`filter, ${scheme}, ${size}`);
      }
    });
  }
}

await done();
