using Grpc.Core;
using OmniForge.Client;
using OmniForge.LanguageServer.Protocol;

namespace OmniForge.LanguageServer.Platform;

/// <summary>Refusals of the platform as sentences for the person at the editor.</summary>
internal static class PlatformFailures
{
    public static string Explain(OmniForgeException refusal) => refusal.Reason switch
    {
        "UNREACHABLE" => "The platform cannot be reached; files are checked as before. Start it with `omniforge serve`, or set its address.",
        "INTERNAL" => "The platform made a mistake; nothing was lost. Its log says more.",
        "PERMISSION_MISSING" => "Your key may not do this. Ask for one with the role that may.",
        _ when refusal.StatusCode == StatusCode.Unauthenticated => "The platform does not accept the key. Sign in with another one.",
        _ when refusal.StatusCode == StatusCode.Unimplemented => "This platform does not know the request; it is older than this editor's server.",
        _ => refusal.Message,
    };

    /// <summary>The same as the answer of a request.</summary>
    public static LspException Refused(OmniForgeException refusal) => new(LspException.RequestFailed, Explain(refusal), refusal.Reason);
}
