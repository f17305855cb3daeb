namespace OmniForge.Agents.Building.Languages;

/// <summary>Languages that their letters tell. Where several share letters, the letters that only one of them has decide.</summary>
internal static class Scripts
{
    public static string? Of(string message)
    {
        var letters = message.Where(char.IsLetter).ToList();
        if (letters.Count < 2)
        {
            return null;
        }

        return Share(letters, 'Ѐ', 'ӿ') ? Cyrillic(letters)
            : Share(letters, 'Ͱ', 'Ͽ') ? "Greek"
            : Share(letters, '֐', '׿') ? "Hebrew"
            : Share(letters, '؀', 'ۿ') ? letters.Exists("پچژگ".Contains) ? "Persian" : "Arabic"
            : Share(letters, 'ऀ', 'ॿ') ? "Hindi"
            : Share(letters, '฀', '๿') ? "Thai"
            : Share(letters, '가', '힣') ? "Korean"
            : letters.Exists(letter => letter is >= 'ぁ' and <= 'ヿ') && letters.Count(letter => letter > '⺀') * 2 > letters.Count ? "Japanese"
            : Share(letters, '一', '鿿') ? "Chinese"
            : null;
    }

    private static string Cyrillic(List<char> letters)
        => letters.Exists("їєґіЇЄҐІ".Contains) ? "Ukrainian"
            : letters.Exists("јћђљњЈЋЂЉЊ".Contains) ? "Serbian"
            : letters.Exists("ъЪ".Contains) && !letters.Exists("ыэЫЭ".Contains) ? "Bulgarian"
            : "Russian";

    private static bool Share(List<char> letters, char from, char to) => letters.Count(letter => letter >= from && letter <= to) * 2 > letters.Count;
}
