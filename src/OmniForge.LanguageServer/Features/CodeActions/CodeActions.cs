using System.Text.Json;
using OmniForge.LanguageServer.Documents;
using OmniForge.LanguageServer.Features.Diagnostics;
using OmniForge.LanguageServer.Features.Moving;
using OmniForge.LanguageServer.Protocol;
using OmniForge.LanguageServer.Workspace;
using OmniForge.Skills;
using OmniForge.Skills.Editing;

namespace OmniForge.LanguageServer.Features.CodeActions;

/// <summary>What can be done about the findings at a place, and about the file as a whole.</summary>
internal sealed class CodeActions(OpenDocuments documents, SkillFindings findings, Surroundings surroundings, ScheduleMove move, Session session)
{
    private const int Automatic = 2;
    private const string QuickFix = "quickfix";
    private const string FixAll = "source.fixAll.omniforge";
    private const string Organise = "source.organizeImports.omniforge";

    /// <summary>The kinds that may come, for clients that ask by kind.</summary>
    public static IReadOnlyList<string> Kinds { get; } = [QuickFix, FixAll, Organise];

    public IReadOnlyList<CodeAction>? At(CodeActionParams asked)
    {
        if (!documents.TryFind(asked.TextDocument.Uri, out var document))
        {
            return null;
        }

        var span = document.Span(asked.Range, session.Encoding);
        var found = findings.Of(document);
        var only = asked.Context?.Only;
        var offered = SkillActions.At(document.Skill, found, span, surroundings.EditingOf(document.Uri), Scope(asked.Context));
        // What the platform would have to do is not offered as if an edit did it: the edit alone would only lose the value.
        return
        [
            .. offered.Select(action => action.Decision == FixKind.Platform ? Moved(action, document) : Show(action, document)).OfType<CodeAction>()
                .Where(action => Wanted(action.Kind, only)),
        ];
    }

    // What changes the whole file costs most to work out, and nobody looks for it at every move of the cursor.
    private static SkillActionScope Scope(CodeActionContext? context)
        => context is { Only: null, TriggerKind: Automatic } || (context?.Only is { } only && !Wanted(FixAll, only) && !Wanted(Organise, only))
            ? SkillActionScope.Findings
            : SkillActionScope.Everything;

    private CodeAction? Moved(SkillAction action, OpenDocument document)
        => action.Finding is { } finding && ScheduleField.Is(finding, document) && move.Offer(document) is { } command
            ? new(command.Title, QuickFix) { Diagnostics = [findings.Show(finding, document)], Command = command }
            : null;

    private CodeAction Show(SkillAction action, OpenDocument document) => new(action.Title, Kind(action.Kind))
    {
        Diagnostics = action.Finding is { } finding ? [findings.Show(finding, document)] : null,
        IsPreferred = action is { Kind: SkillActionKind.Fix, Decision: FixKind.Safe } ? true : null,
        Edit = new(
        [
            JsonSerializer.SerializeToElement(
                new TextDocumentEdit(
                    new(document.Uri, document.Version),
                    [.. action.Edits.Select(edit => new TextEdit(document.Range(edit.Span, session.Encoding), edit.NewText))]),
                LspJson.Default.TextDocumentEdit),
        ]),
    };

    private static string Kind(SkillActionKind kind) => kind switch
    {
        SkillActionKind.FixAll => FixAll,
        SkillActionKind.Organise => Organise,
        _ => QuickFix,
    };

    // A kind stands for all kinds below it: "source" for "source.fixAll.omniforge".
    private static bool Wanted(string kind, IReadOnlyList<string>? only)
        => only is null || only.Any(wanted => wanted.Length == 0 || kind == wanted || kind.StartsWith(wanted + ".", StringComparison.Ordinal));
}
