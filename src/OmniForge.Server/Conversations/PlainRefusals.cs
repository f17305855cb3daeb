using OmniForge.Agents.Building.Talking;
using OmniForge.Server.Hosting;

namespace OmniForge.Server.Conversations;

/// <summary>
/// Refusals and failures in the words of a conversation. Most are written for people already; what names a setting, a field or a
/// technique is said in other words, for whoever reads it here cannot do anything with the name.
/// </summary>
internal static class PlainRefusals
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
    public static string Of(string text) => PlainLanguage.Holds(text) ? text : Elsewhere;
}
