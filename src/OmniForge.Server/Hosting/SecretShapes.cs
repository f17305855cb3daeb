using System.Text.RegularExpressions;

namespace OmniForge.Server.Hosting;

/// <summary>
/// Masks what looks like a secret. The last line before a log: nothing should get here, and only known shapes are caught. Pure.
/// </summary>
internal static partial class SecretShapes
{
    private const string Mask = "[secret]";

    /// <summary>The text with every known shape masked; what tells whose secret it was stays.</summary>
    public static string Masked(string text)
    {
        if (text.Length < 8)
        {
            return text;
        }

        var masked = Pem().Replace(text, Mask);
        masked = Tokens().Replace(masked, "${kind}" + Mask);
        masked = Schemes().Replace(masked, "${kind}" + Mask);
        masked = Passwords().Replace(masked, "${kind}" + Mask + "@");
        return Signed().Replace(masked, Mask);
    }

    [GeneratedRegex(
        """
        (?<![A-Za-z0-9])(?<kind>of_sk_|ntn_|secret_|xox[a-z]-|xoxe\.|xapp-|lin_[a-z]{2,8}_|gh[opsur]_|github_pat_|sk-|whsec_)[A-Za-z0-9+/._=-]{6,}
        """, RegexOptions.CultureInvariant)]
    private static partial Regex Tokens();

    /// <summary>Headers and what is written like them.</summary>
    [GeneratedRegex(@"(?<![A-Za-z0-9])(?<kind>(?i:bearer|basic)[ \t]+)[A-Za-z0-9+/._~=-]{8,}", RegexOptions.CultureInvariant)]
    private static partial Regex Schemes();

    /// <summary>The password of an address such as that of a database.</summary>
    [GeneratedRegex(@"(?<kind>://[^\s:/@?#]*:)[^\s@/]+@", RegexOptions.CultureInvariant)]
    private static partial Regex Passwords();

    /// <summary>JSON Web Tokens.</summary>
    [GeneratedRegex(@"(?<![A-Za-z0-9])eyJ[A-Za-z0-9_-]{5,}\.[A-Za-z0-9_-]{5,}(\.[A-Za-z0-9_-]*)*", RegexOptions.CultureInvariant)]
    private static partial Regex Signed();

    /// <summary>A block whose end was cut off is masked to the end of the text.</summary>
    [GeneratedRegex(@"-----BEGIN [A-Z0-9 ]+-----.*?(-----END [A-Z0-9 ]+-----|\z)", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Pem();
}
