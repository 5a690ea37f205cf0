/** A province-level place of China: name, Chinese name, GB/T 2260 code, and its seat. */
export interface Place {
  readonly name: string;
  readonly zh: string;
  readonly code: number;
  /** Degrees north and east of the seat of government, rounded to a hundredth. Source: common geographic knowledge, checked by the distances of DOMAIN.md 1.4 in the tests. */
  readonly latitude: number;
  readonly longitude: number;
}

type Seat = readonly [latitude: number, longitude: number];

const place = (name: string, zh: string, code: number, [latitude, longitude]: Seat): Place => ({
  name,
  zh,
  code,
  latitude,
  longitude,
});

/** The 34 provinces and `abroad`, in the order of their codes as category. */
export const PLACES: readonly Place[] = [
  place("unknown", "未知", 0, [0, 0]),
  place("Beijing", "北京", 11, [39.9, 116.41]),
  place("Tianjin", "天津", 12, [39.13, 117.2]),
  place("Hebei", "河北", 13, [38.04, 114.51]),
  place("Shanxi", "山西", 14, [37.87, 112.55]),
  place("Inner Mongolia", "内蒙古", 15, [40.84, 111.75]),
  place("Liaoning", "辽宁", 21, [41.8, 123.43]),
  place("Jilin", "吉林", 22, [43.88, 125.32]),
  place("Heilongjiang", "黑龙江", 23, [45.8, 126.53]),
  place("Shanghai", "上海", 31, [31.23, 121.47]),
  place("Jiangsu", "江苏", 32, [32.06, 118.8]),
  place("Zhejiang", "浙江", 33, [30.27, 120.15]),
  place("Anhui", "安徽", 34, [31.82, 117.23]),
  place("Fujian", "福建", 35, [26.08, 119.3]),
  place("Jiangxi", "江西", 36, [28.68, 115.86]),
  place("Shandong", "山东", 37, [36.65, 117.12]),
  place("Henan", "河南", 41, [34.75, 113.62]),
  place("Hubei", "湖北", 42, [30.59, 114.3]),
  place("Hunan", "湖南", 43, [28.23, 112.94]),
  place("Guangdong", "广东", 44, [23.13, 113.26]),
  place("Guangxi", "广西", 45, [22.82, 108.37]),
  place("Hainan", "海南", 46, [20.04, 110.34]),
  place("Chongqing", "重庆", 50, [29.56, 106.55]),
  place("Sichuan", "四川", 51, [30.57, 104.07]),
  place("Guizhou", "贵州", 52, [26.65, 106.63]),
  place("Yunnan", "云南", 53, [25.04, 102.71]),
  place("Tibet", "西藏", 54, [29.65, 91.11]),
  place("Shaanxi", "陕西", 61, [34.34, 108.94]),
  place("Gansu", "甘肃", 62, [36.06, 103.83]),
  place("Qinghai", "青海", 63, [36.62, 101.78]),
  place("Ningxia", "宁夏", 64, [38.49, 106.23]),
  place("Xinjiang", "新疆", 65, [43.83, 87.62]),
  place("Taiwan", "台湾", 71, [25.03, 121.57]),
  place("Hong Kong", "香港", 81, [22.32, 114.17]),
  place("Macao", "澳门", 82, [22.2, 113.55]),
  place("abroad", "境外", 0, [13.75, 100.5]),
];

/** Vocabulary of every province column. */
export const PROVINCES: readonly string[] = PLACES.map(({ name }) => name);

const EARTH_RADIUS_KM = 6371.0088;
const RADIAN = Math.PI / 180;

/** Great-circle distance of two places in km (haversine on the mean radius); 0 where either is unknown. */
export function distanceKm(from: number, to: number): number {
  return DISTANCES[from * PLACES.length + to] ?? 0;
}

function haversine(a: Place, b: Place): number {
  const dLatitude = Math.sin(((b.latitude - a.latitude) * RADIAN) / 2);
  const dLongitude = Math.sin(((b.longitude - a.longitude) * RADIAN) / 2);
  const h =
    dLatitude * dLatitude +
    Math.cos(a.latitude * RADIAN) * Math.cos(b.latitude * RADIAN) * dLongitude * dLongitude;
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(h)));
}

const DISTANCES = Float64Array.from({ length: PLACES.length * PLACES.length }, (_, i) => {
  const from = Math.floor(i / PLACES.length);
  const to = i % PLACES.length;
  if (from === 0 || to === 0) return 0;
  return haversine(PLACES[from] as Place, PLACES[to] as Place);
});
