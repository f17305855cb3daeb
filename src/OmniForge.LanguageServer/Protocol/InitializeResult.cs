namespace OmniForge.LanguageServer.Protocol;

internal sealed record InitializeResult(ServerCapabilities Capabilities, ServerInfo ServerInfo);

/// <summary>Only what the server really does.</summary>
internal sealed record ServerCapabilities(string PositionEncoding, TextDocumentSyncOptions TextDocumentSync)
{
    public DiagnosticOptions? DiagnosticProvider { get; init; }

    public CompletionOptions? CompletionProvider { get; init; }

    public bool? HoverProvider { get; init; }

    public CodeActionOptions? CodeActionProvider { get; init; }

    public bool? DocumentSymbolProvider { get; init; }

    public bool? FoldingRangeProvider { get; init; }

    public bool? SelectionRangeProvider { get; init; }

    public ResolveOptions? DocumentLinkProvider { get; init; }

    public bool? DefinitionProvider { get; init; }

    public WorkDoneOptions? ReferencesProvider { get; init; }

    public bool? DocumentHighlightProvider { get; init; }

    public RenameOptions? RenameProvider { get; init; }

    public SemanticTokensOptions? SemanticTokensProvider { get; init; }

    public bool? InlayHintProvider { get; init; }

    public ResolveOptions? CodeLensProvider { get; init; }

    public bool? DocumentFormattingProvider { get; init; }

    public bool? DocumentRangeFormattingProvider { get; init; }

    public WorkDoneOptions? WorkspaceSymbolProvider { get; init; }

    public ExecuteCommandOptions? ExecuteCommandProvider { get; init; }

    public WorkspaceServerCapabilities? Workspace { get; init; }
}

/// <param name="OpenClose">Whether the server wants to hear of opening and closing.</param>
/// <param name="Change">0 = nothing, 1 = whole texts, 2 = edits.</param>
internal sealed record TextDocumentSyncOptions(bool OpenClose, int Change);

/// <param name="InterFileDependencies">Whether an edit of one file changes what is found in another.</param>
internal sealed record DiagnosticOptions(string Identifier, bool InterFileDependencies, bool WorkspaceDiagnostics, bool WorkDoneProgress);

/// <param name="WorkDoneProgress">Whether requests say how far they are when they bring a token.</param>
internal sealed record WorkDoneOptions(bool WorkDoneProgress);

internal sealed record ExecuteCommandOptions(IReadOnlyList<string> Commands);

internal sealed record CompletionOptions(IReadOnlyList<string> TriggerCharacters, bool ResolveProvider);

internal sealed record CodeActionOptions(IReadOnlyList<string> CodeActionKinds, bool ResolveProvider);

internal sealed record ResolveOptions(bool ResolveProvider);

internal sealed record RenameOptions(bool PrepareProvider);

internal sealed record SemanticTokensOptions(SemanticTokensLegend Legend, bool Full, bool Range);

internal sealed record SemanticTokensLegend(IReadOnlyList<string> TokenTypes, IReadOnlyList<string> TokenModifiers);

internal sealed record WorkspaceServerCapabilities(WorkspaceFoldersServerCapabilities WorkspaceFolders, FileOperationOptions? FileOperations);

internal sealed record WorkspaceFoldersServerCapabilities(bool Supported, bool ChangeNotifications);

internal sealed record FileOperationOptions(FileOperationRegistration WillRename);

internal sealed record FileOperationRegistration(IReadOnlyList<FileOperationFilter> Filters);

internal sealed record FileOperationFilter(FileOperationPattern Pattern);

internal sealed record FileOperationPattern(string Glob, string? Matches = null);

internal sealed record ServerInfo(string Name, string Version);
