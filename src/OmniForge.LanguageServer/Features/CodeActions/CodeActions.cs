using System.Text.Json;
using OmniForge.LanguageServer.Documents;
using OmniForge.LanguageServer.Features.Diagnostics;
using OmniForge.LanguageServer.Protocol;
using OmniForge.LanguageServer.Workspace;
using OmniForge.Skills;
using OmniForge.Skills.Editing;

namespace OmniForge.LanguageServer.Features.CodeActions;

/// <summary>What can be done about the findings at a place, and about the file as a whole.</summary>
internal sealed class CodeActions(OpenDocuments documents, SkillFindings findings, Surroundings surroundings, Session session)
{
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
        var offered = SkillActions.At(document.Skill, findings.Of(document), span, surroundings.EditingOf(document.Uri));
        // What the platform would have to do is not offered as if an edit did it: the edit alone would only lose the value.
        return [.. offered.Where(action => action.Decision != FixKind.Platform).Select(action => Show(action, document)).Where(action => Wanted(action.Kind, asked.Context?.Only))];
    }

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
