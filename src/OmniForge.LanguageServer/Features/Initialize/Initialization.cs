using OmniForge.LanguageServer.Documents;
using OmniForge.LanguageServer.Protocol;

namespace OmniForge.LanguageServer.Features.Initialize;

/// <summary>Agrees with the client on what a column counts and says what the server does.</summary>
internal sealed class Initialization(Session session)
{
    private const int Edits = 2;

    public InitializeResult Start(InitializeParams asked)
    {
        var (encoding, name) = Choose(asked.Capabilities?.General?.PositionEncodings ?? []);
        session.Start(encoding);
        return new(
            new(name, new(OpenClose: true, Change: Edits)),
            new("omniforge-language-server", typeof(Initialization).Assembly.GetName().Version!.ToString(3)));
    }

    // Texts are UTF-16 in memory, so that costs least; code points are the next nearest.
    private static (PositionEncoding Encoding, string Name) Choose(IReadOnlyList<string> offered)
        => offered.Contains("utf-16") ? (PositionEncoding.Utf16, "utf-16")
            : offered.Contains("utf-32") ? (PositionEncoding.Utf32, "utf-32")
            : offered.Contains("utf-8") ? (PositionEncoding.Utf8, "utf-8")
            : (PositionEncoding.Utf16, "utf-16");
}
