const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'] as const

/** Twelve keys of a telephone. */
export function Keypad({ label, press }: { label: string; press: (digit: string) => void }) {
  return (
    <span className="keypad" role="group" aria-label={label}>
      {DIGITS.map((digit) => (
        <button key={digit} type="button" onClick={() => press(digit)}>{digit}</button>
      ))}
    </span>
  )
}
