"""Verifies a post with the library of the Standard Webhooks and prints what it holds:
verify.py SECRET HEADERS BODY."""
import json
import sys

from standardwebhooks.webhooks import Webhook, WebhookVerificationError

secret, headers, body = sys.argv[1], json.loads(sys.argv[2]), sys.argv[3]
event = Webhook(secret).verify(body, headers)
try:
    Webhook(secret).verify(body + " ", headers)
    sys.exit("a body that was changed is taken")
except WebhookVerificationError:
    print(event["summary"])
