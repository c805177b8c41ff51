($source = '' OR EXISTS { MATCH (:Claim {tie: t.id})-[:STATED_IN]->(:Release {publisher: $source}) })
