using OmniForge.LanguageServer.Documents;
using OmniForge.LanguageServer.Features.Moving;
using OmniForge.LanguageServer.Features.Structure;
using OmniForge.LanguageServer.Protocol;
using OmniForge.LanguageServer.Settings;
using OmniForge.LanguageServer.Workspace;

namespace OmniForge.LanguageServer.Features.Initialize;

/// <summary>Agrees with the client on what a column counts and says what the server does.</summary>
/// <param name="follow">Given the editor's process, which the server ends with.</param>
internal sealed class Initialization(Session session, WorkspaceSkills workspace, Action<int> follow)
{
    private const int Edits = 2;

    public InitializeResult Start(InitializeParams asked)
    {
        var (encoding, name) = Choose(asked.Capabilities?.General?.PositionEncodings ?? []);
        session.Start(encoding, asked.Capabilities ?? new(null, null, null, null), ServerSettings.Read(asked.InitializationOptions));
        foreach (var folder in asked.WorkspaceFolders ?? (asked.RootUri is { } root ? [new(root, "")] : []))
        {
            workspace.Add(folder.Uri);
        }

        if (asked.ProcessId is { } editor)
        {
            follow(editor);
        }

        return new(Promised(name), new("omniforge-language-server", SkillLanguageServer.Version));
    }

    private ServerCapabilities Promised(string encoding) => new(encoding, new(OpenClose: true, Change: Edits))
    {
        DiagnosticProvider = new("omniforge", InterFileDependencies: true, WorkspaceDiagnostics: true, WorkDoneProgress: true),
        CompletionProvider = new([":", " ", "-", "(", ",", "_", "$", "{", "/", "["], ResolveProvider: session.ClientAsksForDocumentation),
        HoverProvider = true,
        DocumentFormattingProvider = true,
        DocumentRangeFormattingProvider = true,
        CodeActionProvider = new(CodeActions.CodeActions.Kinds, ResolveProvider: false),
        DocumentSymbolProvider = true,
        FoldingRangeProvider = true,
        SelectionRangeProvider = true,
        DocumentLinkProvider = new(ResolveProvider: false),
        DefinitionProvider = true,
        ReferencesProvider = new(WorkDoneProgress: true),
        DocumentHighlightProvider = true,
        RenameProvider = new(PrepareProvider: true),
        SemanticTokensProvider = new(Semantics.Legend, Full: true, Range: false),
        InlayHintProvider = true,
        ExecuteCommandProvider = session.ClientEdits ? new([ScheduleMove.CommandName]) : null,
        CodeLensProvider = new(ResolveProvider: false),
        WorkspaceSymbolProvider = new(WorkDoneProgress: true),
        Workspace = new(
            new(Supported: true, ChangeNotifications: true),
            new(new([new(new("**/SKILL.md", "file")), new(new("**/skills/*", "folder"))]))),
    };

    // Texts are UTF-16 in memory, so that costs least; code points are the next nearest.
    private static (PositionEncoding Encoding, string Name) Choose(IReadOnlyList<string> offered)
        => offered.Contains("utf-16") ? (PositionEncoding.Utf16, "utf-16")
            : offered.Contains("utf-32") ? (PositionEncoding.Utf32, "utf-32")
            : offered.Contains("utf-8") ? (PositionEncoding.Utf8, "utf-8")
            : (PositionEncoding.Utf16, "utf-16");
}
