import { expect, test } from '@jest/globals';
import { isLei } from '../../src/model/lei.js';

test.each(['5493001NTNQJDH60PM02', '254900N4SLUMW4XUYY11', '213800LH1BZH3DI6G760', '391200PKEUF3Y2NUMW25'])(
  '%s is an LEI',
  (lei) => {
    expect(isLei(lei)).toBe(true);
  },
);

test.each([
  ['a wrong check digit', '5493001NTNQJDH60PM03'],
  ['two characters swapped', '5493010NTNQJDH60PM02'],
  ['lower case', '5493001ntnqjdh60pm02'],
  ['a letter O for a zero', '5493OO1NTNQJDH60PM02'],
  ['a look-alike of another script', '5493001NТNQJDH60PM02'],
  ['nineteen characters', '5493001NTNQJDH60PM0'],
  ['twenty-one', '5493001NTNQJDH60PM021'],
  ['nothing', ''],
])('%s is none', (_, text) => {
  expect(isLei(text)).toBe(false);
});
