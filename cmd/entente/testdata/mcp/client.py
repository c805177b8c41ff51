"""Asks an MCP server with the protocol's own client and prints what it found as JSON.

client.py stdio MODE PROGRAM ARGUMENT... starts the server, client.py http MODE URL TOKEN
finds one. MODE is the client's: auto, or legacy for the handshake of earlier versions.
"""
import asyncio
import json
import sys

from mcp import Client, MCPError, StdioServerParameters
from mcp.client.streamable_http import streamable_http_client
from mcp_types import ResourceTemplateReference
import httpx2


def server():
    if sys.argv[1] == "stdio":
        return StdioServerParameters(command=sys.argv[3], args=sys.argv[4:])
    headers = {"Authorization": "Bearer " + sys.argv[4]}
    return streamable_http_client(sys.argv[3], http_client=httpx2.AsyncClient(headers=headers))


def text(result):
    return "\n".join(c.text for c in result.content)


async def main():
    out = {}
    async with Client(server(), mode=sys.argv[2]) as c:
        tools = (await c.list_tools()).tools
        out["tools"] = sorted(t.name for t in tools)
        out["read_only"] = all(t.annotations.read_only_hint for t in tools)
        out["closed"] = all("additionalProperties" in t.input_schema for t in tools)

        async def call(name, arguments):
            r = await c.call_tool(name, arguments)
            return {"error": bool(r.is_error), "text": text(r), "structured": r.structured_content}

        out["met"] = await call("who-met", {"entity": "Lindqvist", "planned": "include", "limit": 1})
        out["ties"] = await call("ties", {"entity": "Moldova", "type": ["MET_WITH", "VISITED"], "min_confidence": 0.5, "evidence": True})
        out["find"] = await call("find", {"name": "Lindquist"})
        out["search"] = await call("search", {"words": "secretary general"})
        out["path"] = await call("path", {"a": "Turcan", "b": "Keita"})
        out["unknown_name"] = await call("who-met", {"entity": "Lindquist"})
        out["unknown_argument"] = await call("who-met", {"who": "Lindqvist"})
        out["wrong_date"] = await call("who-met", {"since": "May"})
        out["wrong_limit"] = await call("ties", {"entity": "Moldova", "limit": 0})
        out["missing"] = await call("members", {})
        try:
            await c.call_tool("delete-everything", {})
        except MCPError as e:
            out["no_tool"] = str(e)

        templates = (await c.list_resource_templates()).resource_templates
        out["templates"] = sorted(t.uri_template for t in templates)
        quote = out["met"]["structured"]["rows"][0]["quote"]
        out["release"] = (await c.read_resource("entente://" + quote["release"])).contents[0].text
        out["card"] = json.loads((await c.read_resource("entente://entity/person/maro-lindqvist")).contents[0].text)
        for uri in ["entente://release/0000000000000000", "entente://entity/person/nobody", "file:///etc/passwd"]:
            try:
                await c.read_resource(uri)
            except MCPError as e:
                out.setdefault("no_resource", []).append(str(e))
        done = await c.complete(ResourceTemplateReference(uri="entente://entity/{+id}"), {"name": "id", "value": "person/maro"})
        out["completed"] = done.completion.values
    json.dump(out, sys.stdout)


asyncio.run(main())
