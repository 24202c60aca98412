import { act, letAct } from "../../keys"
import { iAm, me } from "../../me"

/** Who I am in this browser, and whether it acts on single keys. */
export function Yourself() {
  return (
    <section>
      <h2>Who you are</h2>
      <p>
        In this browser you are {me.value.replace(/^email:/, "")}.{" "}
        <button class="link" onClick={() => iAm("")}>
          I am somebody else
        </button>
      </p>
      <label class="option">
        <input
          type="checkbox"
          checked={act.value}
          onChange={(event) => letAct(event.currentTarget.checked)}
        />
        Single keys act: D, L, N on Today, Y, N, L on duplicates, C for a note everywhere
      </label>
    </section>
  )
}
