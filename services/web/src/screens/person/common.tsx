import { at, type Schemas } from "../../api"
import { type Asked, useAsked } from "../../asked"
import { me } from "../../me"
import { Person as Who } from "../../ui/links"
import { Few } from "../../ui/few"
import { counted } from "../../words"

type Found = Schemas["CommonAnswer"]
type Props = { person: Schemas["PersonPage"]; found: Asked<Found> }

const SHOWN = 6
const MOST = 200 // of whom we both know

/** Of somebody and me: our tie, and whom we both know. */
export function useCommon(name: string | null): Asked<Found> {
  return useAsked<Found>(name && at("people", name, "common"), { with: me.value, k: MOST })
}

/** Whom both of us know. */
export function Common({ person, found }: Props) {
  const page = found.answer
  if (!page || page.count === 0) return null // nobody knows me yet, or nobody knows us both
  return (
    <section>
      <h2>Whom you both know</h2>
      <Few of={page.contacts} few={SHOWN}>
        {(shown) => (
          <ul class="people">
            {shown.map((one) => (
              <li key={one.person.id}>
                <Who who={one.person} />{" "}
                <span class="quiet">
                  {person.name} and they {one.ties[0].words}
                </span>
              </li>
            ))}
          </ul>
        )}
      </Few>
      {page.count > page.contacts.length && (
        <p class="quiet">And {counted(page.count - page.contacts.length, "more", "more")}.</p>
      )}
    </section>
  )
}
