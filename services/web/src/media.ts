/** What the window and its owner are like, as CSS media queries tell it. */
import { useEffect, useState } from "preact/hooks"

/** Whether *query* holds, now and as it changes. */
export function useMedia(query: string): boolean {
  const [media] = useState(() => matchMedia(query))
  const [holds, setHolds] = useState(media.matches)
  useEffect(() => {
    const changed = () => setHolds(media.matches)
    media.addEventListener("change", changed)
    return () => media.removeEventListener("change", changed)
  }, [media])
  return holds
}
