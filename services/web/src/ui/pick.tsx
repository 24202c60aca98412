/**
 * A field that finds people or companies by a few letters: an editable combobox with a list box
 * (WAI-ARIA Authoring Practices, combobox pattern). What is typed counts as it stands, too.
 */
import { useEffect, useId, useState } from "preact/hooks"
import { get, type Schemas } from "../api"

type Found = Schemas["NameFound"]

type Props = {
  kind: "person" | "company"
  label: string
  placeholder: string
  value: string
  onText: (words: string) => void
  onPick: (found: Found) => void
}

/** What a field holds: words as they are typed, and the ref of whom was picked from its list. */
export function usePicked() {
  const [words, setWords] = useState("")
  const [ref, setRef] = useState("")
  const put = (text: string) => {
    setWords(text)
    setRef("")
  }
  const field = { value: words, onText: put, onPick: (found: Found) => setRef(found.ref) }
  return { words, ref, put, field }
}

const WAIT = 120 // milliseconds after the last key

export function Pick({ kind, label, placeholder, value, onText, onPick }: Props) {
  const [found, setFound] = useState<readonly Found[]>([])
  const [open, setOpen] = useState(false)
  const [at, setAt] = useState(-1)
  const id = useId()

  useEffect(() => {
    if (!open || !/[\p{L}\p{N}]/u.test(value)) {
      setFound([])
      return
    }
    const leaving = new AbortController()
    const timer = setTimeout(() => {
      get<Schemas["NamesFound"]>("/v1/names", { q: value, kind, limit: 8 }, leaving.signal)
        .then((told) => setFound(told.found))
        .catch(() => setFound([])) // the field works without its list
    }, WAIT)
    return () => {
      clearTimeout(timer)
      leaving.abort()
    }
  }, [value, open, kind])

  const pick = (one: Found) => {
    onText(one.name)
    onPick(one)
    setOpen(false)
    setAt(-1)
  }
  const pressed = (event: KeyboardEvent) => {
    const one = found[at]
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault()
      setOpen(true)
      const step = event.key === "ArrowDown" ? 1 : -1
      setAt((now) => (now + step + found.length + 1) % (found.length + 1) || 0)
      if (at + step >= found.length) setAt(-1)
    } else if (event.key === "Enter" && open && one) {
      event.preventDefault()
      pick(one)
    } else if (event.key === "Escape" && open) {
      event.preventDefault()
      setOpen(false)
    }
  }
  const shown = open && found.length > 0
  return (
    <div class="pick">
      <label>
        <span class="hidden">{label}</span>
        <input
          type="text"
          role="combobox"
          required
          autocomplete="off"
          aria-expanded={shown}
          aria-controls={id}
          aria-autocomplete="list"
          aria-activedescendant={shown && at >= 0 ? `${id}-${at}` : undefined}
          placeholder={placeholder}
          value={value}
          onInput={(event) => {
            onText(event.currentTarget.value)
            setOpen(true)
            setAt(-1)
          }}
          onKeyDown={pressed}
          onBlur={() => setOpen(false)}
        />
      </label>
      <ul id={id} role="listbox" aria-label={label} hidden={!shown}>
        {found.map((one, number) => (
          <li
            key={one.id}
            id={`${id}-${number}`}
            role="option"
            aria-selected={number === at}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => pick(one)}
          >
            {one.name} {one.line && <span class="quiet">{one.line}</span>}
          </li>
        ))}
      </ul>
    </div>
  )
}
