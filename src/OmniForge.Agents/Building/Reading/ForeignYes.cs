using System.Collections.Frozen;

namespace OmniForge.Agents.Building.Reading;

/// <summary>
/// Agreement in languages that the grammar does not read. A model's yes counts only for a message that holds nothing else, so that
/// nothing that the model has read elsewhere can agree in the person's place.
/// </summary>
internal static class ForeignYes
{
    private static readonly char[] Between = [' ', ',', '.', '!', ';', ':', '¡', '，', '。', '！', '、', '\n', '\r', '\t', '\u00A0'];

    private static readonly FrozenSet<string> Agreeing = Set(
        "ja jawohl jep genau einverstanden passt stimmt oui ouais d'accord dacord sí si vale claro sim certo claro sì certo bene"
        + " da tak jasne jo joo juu kyllä igen ano evet tamam olur hai はい ええ うん 是 是的 好 好的 对 可以 네 예 응 좋아요 да ага хорошо так ναι نعم أجل כן हाँ हां जी ใช่ ตกลง vâng có dạ ya iya jah jā taip aye oké okei okej dobrze dobře");

    private static readonly FrozenSet<string> Polite = Set(
        "bitte danke gerne so gut klar merci s'il te vous plaît por favor gracias perfecto perfeito obrigado obrigada per piacere grazie perfetto"
        + " proszę dziękuję tack tak takk kiitos graag alstublieft dank je prosím díky lütfen teşekkürler お願いします ください 请 谢谢 пожалуйста спасибо");

    public static bool Is(string message)
    {
        var words = message.ToLowerInvariant().Replace('’', '\'').Split(Between, StringSplitOptions.RemoveEmptyEntries);
        return words.Length is > 0 and <= 5 && Agreeing.Contains(words[0]) && words.All(word => Agreeing.Contains(word) || Polite.Contains(word));
    }

    /// <summary>True when the first word agrees, in English too.</summary>
    public static bool Begins(string message)
        => message.ToLowerInvariant().Replace('’', '\'').Split(Between, StringSplitOptions.RemoveEmptyEntries) is [var first, ..]
            && (first is "yes" or "ok" or "okay" || Agreeing.Contains(first));

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
