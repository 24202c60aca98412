import { useState } from "preact/hooks"
import type { Schemas } from "../../api"
import { Screen } from "../../app"
import { useAsked } from "../../asked"
import "./data.css"
import { Bring } from "./bring"
import { Exports } from "./exports"
import { Ignored } from "./ignored"
import { Imports } from "./imports"
import { Yourself } from "./yourself"

/** What comes into the network from other apps, and what of it can be taken along. */
export function Data() {
  const listed = useAsked<Schemas["ImportsPage"]>("/v1/imports")
  const [asked, setAsked] = useState(0) // a new file begins with an empty form
  return (
    <Screen title="Data">
      <Bring key={asked} onImported={() => listed.again()} onNext={() => setAsked(asked + 1)} />
      <Imports listed={listed} />
      <section>
        <h2>Two that are one</h2>
        <p>
          Apps name people in different ways. <a href="/duplicates">Look at possible duplicates</a>
        </p>
      </section>
      <Ignored />
      <Exports />
      <Yourself />
    </Screen>
  )
}
