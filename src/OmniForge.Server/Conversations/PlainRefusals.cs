using System.Text.RegularExpressions;
using OmniForge.Server.Hosting;

namespace OmniForge.Server.Conversations;

/// <summary>
/// Refusals and failures in the words of a conversation. Most are written for people already; what names a setting, a field or a
/// technique is said in other words, for whoever reads it here cannot do anything with the name.
/// </summary>
internal static partial class PlainRefusals
{
    private const string Elsewhere = "Something is in the way that has to be put right by the person who runs OmniForge; it is in the log of the server.";

    public static string Of(DomainException refused) => refused.Reason switch
    {
        "INTEGRATION_NOT_CONFIGURED" when refused.Facts.TryGetValue("title", out var title)
            => $"OmniForge is not registered at {title} yet, so nobody can sign in there. Nothing was lost. Whoever runs this OmniForge registers it once; "
                + "its manual says how, in the chapter about connections.",
        _ => Of(refused.Message),
    };

    /// <summary>The text itself when it is plain.</summary>
    public static string Of(string text) => Technical().IsMatch(Own().Replace(text, "")) ? Elsewhere : text;

    [GeneratedRegex("\"[^\"]*\"|https?://\\S+|[A-Za-z0-9_-]+\\.[a-z]{2,5}\\b")]
    private static partial Regex Own();

    [GeneratedRegex(@"\b(web[- ]?hooks?|apis?|oauth|json|yaml|crons?|regex(es)?|orchestrat\w*)\b|\b(?-i:[A-Z]{2,}_[A-Z_]+)\b|__|Exception\b", RegexOptions.IgnoreCase)]
    private static partial Regex Technical();
}
