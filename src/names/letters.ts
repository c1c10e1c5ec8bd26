/** Letters that look Latin and are not; read as Latin where a word mixes scripts, which no honest spelling does. */
const LOOK_ALIKE: Readonly<Record<string, string>> = {
  ...{
    а: 'a',
    в: 'b',
    с: 'c',
    е: 'e',
    н: 'h',
    і: 'i',
    ј: 'j',
    к: 'k',
    м: 'm',
    о: 'o',
    р: 'p',
    ѕ: 's',
    т: 't',
    у: 'y',
    х: 'x',
  },
  ...{ ԁ: 'd', ɡ: 'g', ӏ: 'l', ԛ: 'q', ԝ: 'w' },
  ...{ α: 'a', β: 'b', ε: 'e', η: 'n', ι: 'i', κ: 'k', ν: 'v', ο: 'o', ρ: 'p', τ: 't', υ: 'u', χ: 'x' },
};

/** Cyrillic (Russian, Ukrainian, Serbian and neighbours) and Greek in Latin letters, as passports and press write them. */
const LATIN: Readonly<Record<string, string>> = {
  ...{
    а: 'a',
    б: 'b',
    в: 'v',
    г: 'g',
    ґ: 'g',
    д: 'd',
    е: 'e',
    ё: 'e',
    є: 'ie',
    ж: 'zh',
    з: 'z',
    и: 'i',
    і: 'i',
    ї: 'i',
  },
  ...{
    й: 'i',
    к: 'k',
    л: 'l',
    м: 'm',
    н: 'n',
    о: 'o',
    п: 'p',
    р: 'r',
    с: 's',
    т: 't',
    у: 'u',
    ў: 'u',
    ф: 'f',
    х: 'kh',
  },
  ...{ ц: 'ts', ч: 'ch', ш: 'sh', щ: 'shch', ъ: '', ы: 'y', ь: '', э: 'e', ю: 'iu', я: 'ia' },
  ...{ ђ: 'dj', ј: 'j', љ: 'lj', њ: 'nj', ћ: 'c', џ: 'dz', ѓ: 'g', ќ: 'k', ѕ: 'dz' },
  ...{
    α: 'a',
    β: 'v',
    γ: 'g',
    δ: 'd',
    ε: 'e',
    ζ: 'z',
    η: 'i',
    θ: 'th',
    ι: 'i',
    κ: 'k',
    λ: 'l',
    μ: 'm',
    ν: 'n',
    ξ: 'x',
  },
  ...{ ο: 'o', π: 'p', ρ: 'r', σ: 's', ς: 's', τ: 't', υ: 'y', φ: 'f', χ: 'ch', ψ: 'ps', ω: 'o' },
  ...{ ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ð: 'd', ł: 'l', þ: 'th', ı: 'i', ħ: 'h', ŋ: 'n', ŧ: 't', ə: 'a' },
};

/** The text as it looks to who takes it for Latin: every letter that looks like a Latin one is it. */
export function asItLooks(text: string): string {
  return [...text.normalize('NFC').toLowerCase()].map((letter) => LOOK_ALIKE[letter] ?? letter).join('');
}

export interface Letters {
  readonly text: string;
  /** A word mixed letters of another script among Latin ones. */
  readonly lookAlike: boolean;
}

/**
 * A word of a plain name (`model/name.ts`) in bare Latin letters where its script is Latin, Cyrillic or Greek; any other
 * script is left as it is: without a dictionary nobody knows how its names are read.
 */
export function latinLetters(word: string): Letters {
  if (/^[a-z0-9]*$/.test(word)) return { text: word, lookAlike: false };
  const bare = word.normalize('NFC');
  const lookAlike = /\p{Script=Latin}/u.test(bare) && /[\p{Script=Cyrillic}\p{Script=Greek}]/u.test(bare);
  let text = '';
  for (const letter of bare) {
    const marked = letter.normalize('NFD');
    const base = /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]\p{M}+$/u.test(marked)
      ? String.fromCodePoint(marked.codePointAt(0) as number)
      : letter;
    text += (lookAlike ? LOOK_ALIKE[letter] : undefined) ?? LATIN[letter] ?? LATIN[base] ?? base;
  }
  return { text: text.replace(/(?<=[a-z0-9])\p{Mn}+/gu, ''), lookAlike };
}
