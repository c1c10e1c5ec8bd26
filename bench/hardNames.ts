import type { NameCase } from './nameCases.js';

/** Names that people write for parties of the demo, and whom they mean; none where a finder ought to say that it does not know. */
export const HARD: readonly NameCase[] = [
  ...meant('form', {
    'Tencent Holdings Ltd': 'tencent',
    腾讯控股有限公司: 'tencent',
    'Alibaba Group Holding Ltd.': 'alibaba',
    'Smithfield Foods, Inc.': 'smithfield',
    'Arm Limited': 'arm',
    'Volvo Car Aktiebolag': 'volvo-cars',
    'Anthropic, PBC': 'anthropic',
    'Knowledge Atlas Technology Joint Stock Company Limited': 'zhipu',
  }),
  ...meant('translated', {
    'Beijing Zhipu Huazhang Keji': 'zhipu',
    'Beijing Zhi Pu Hua Zhang Technology Co Ltd': 'zhipu',
    北京智谱华章科技有限公司: 'zhipu',
    'Volvo Personvagnar AB': 'volvo-cars',
  }),
  ...meant('look-alike', {
    'Теnсеnt Holdings Limited': 'tencent',
    'Вyteⅾance Ltd.': 'bytedance',
    'АВ Vоlvо': 'ab-volvo',
  }),
  ...meant('misspelt', {
    'Tencnet Holdings Limited': 'tencent',
    'Ali Baba Group Holding': 'alibaba',
    'Lennovo Group': 'lenovo',
  }),
  ...meant('transliterated', { Тенсент: 'tencent', 'Риот Геймс': 'riot-games', 'Антропик ПБК': 'anthropic' }),
  ...meant('twin', { Volvo: null, 'Volvo Trucks': null, 'Tencent Music Europe AB': null }),
];

function meant(kind: NameCase['kind'], asked: Readonly<Record<string, string | null>>): NameCase[] {
  return Object.entries(asked).map(([name, id]) => ({ kind, asked: name, meant: id === null ? [] : [id] }));
}
