"""One sentence per language, in the words of the product."""

from __future__ import annotations

SAMPLES: dict[str, str] = {
    "en": "Knead slowly upwards (20–30 seconds), from the ankle to the back of the knee; it’s a well-known AV stroke.",
    "es": "Presiona con el pulgar desde el tobillo hasta la rodilla. ¿Te duele? ¡Para!",
    "fr": "Massez « doucement » le mollet, de la cheville au genou : trois fois !",
    "de": "Drücken Sie mit dem Daumen langsam nach oben, über die Wade, größer werdend.",
    "it": "Premi più forte sul polpaccio, poi su fino al ginocchio.",
    "pt": "Não pressione a região atrás do joelho; três vezes.",
    "nl": "Duw met de duim omhoog, tot vlak onder de knie.",
    "pl": "Uciskaj łydkę powoli w górę, aż do kolana, trzy razy.",
    "ro": "Apăsați ușor gamba, de la gleznă până la genunchi, țineți.",
    "tr": "Ayağı dışa çevirin, ılık yağla İstanbul usulü, değil mi?",
    "el": "Πιέστε απαλά τη γάμπα με την παλάμη, τρεις φορές.",
    "ru": "Медленно разминайте икру вверх, до колена (3 раза).",
    "uk": "Повільно розминайте литку вгору, її та п’ятку.",
    "ar": "دلّك باطن القدم من الكعب إلى الأصابع (3 مرات) ثم 20 ثانية، ولا تضغط.",
    "ur": "پنڈلی کو ٹخنے سے گھٹنے تک آہستہ آہستہ دبائیں (تین بار)۔",
    "he": "עסו את כף הרגל מהעקב אל האצבעות (30 שניות), שלוש פעמים.",
    "hi": "पिंडली को टखने से घुटने तक धीरे-धीरे मलें। निर्भर कृष्ण (3 बार)",
    "bn": "গোড়ালি থেকে হাঁটু পর্যন্ত ধীরে ধীরে মালিশ করুন। তিনবার",
    "pa": "ਪਿੰਨੀ ਨੂੰ ਗਿੱਟੇ ਤੋਂ ਗੋਡੇ ਤੱਕ ਹੌਲੀ-ਹੌਲੀ ਮਲੋ।",
    "gu": "પિંડીને ઘૂંટીથી ઘૂંટણ સુધી ધીમે ધીમે માલિશ કરો.",
    "ta": "கணுக்காலில் இருந்து முழங்கால் வரை மெதுவாக மசாஜ் செய்யவும்.",
    "th": "นวดน่องช้าๆ จากข้อเท้าขึ้นไปถึงใต้เข่า ทำซ้ำสามครั้ง",
    "vi": "Xoa bóp nhẹ nhàng từ mắt cá chân lên đến đầu gối, lặp lại ba lần.",
    "zh-Hans": "用拇指从脚踝慢慢向上按揉小腿，直到膝盖下方（三次）。",
    "zh-Hant": "用拇指從腳踝慢慢向上按揉小腿，直到膝蓋下方（三次）。",
    "ja": "足首からひざの裏まで、ふくらはぎをゆっくりもみ上げます。",
    "ko": "발목에서 무릎 뒤까지 종아리를 천천히 주무릅니다(3회).",
    "fil": "Masahihin nang dahan-dahan ang binti mula bukung-bukong.",
}
