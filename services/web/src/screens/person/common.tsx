import { at, type Schemas } from "../../api"
import { type Asked, useAsked } from "../../asked"
import { me } from "../../me"
import { Person as Who } from "../../ui/links"
import { counted } from "../../words"

type Found = Schemas["CommonAnswer"]
type Props = { person: Schemas["PersonPage"]; found: Asked<Found> }

export function useCommon(name: string): Asked<Found> {
  return useAsked<Found>(at("people", name, "common"), { with: me.value, k: 6 })
}

/** Whom both of us know. */
export function Common({ person, found }: Props) {
  const page = found.answer
  if (!page || page.count === 0) return null // nobody knows me yet, or nobody knows us both
  return (
    <section>
      <h2>Whom you both know</h2>
      <ul class="people">
        {page.contacts.map((one) => (
          <li key={one.person.id}>
            <Who who={one.person} />{" "}
            <span class="quiet">
              {person.name} and they {one.ties[0].words}
            </span>
          </li>
        ))}
      </ul>
      {page.count > page.contacts.length && (
        <p class="quiet">And {counted(page.count - page.contacts.length, "more", "more")}.</p>
      )}
    </section>
  )
}
