using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using OmniForge.Architecture.Tests.Reading;

namespace OmniForge.Architecture.Tests;

public class HonestyTests
{
    [Fact]
    public void Any_exception_is_caught_in_the_interceptor_and_the_step_runner_only() => AllowList.Check(
        "catch-all",
        from file in Sources.Programs
        from clause in file.Unit.DescendantNodes().OfType<CatchClauseSyntax>()
        where clause.Declaration is null or { Type: IdentifierNameSyntax { Identifier.ValueText: "Exception" } }
        // Cleaning up and throwing on hides nothing.
        where clause.Block.Statements.LastOrDefault() is not ThrowStatementSyntax { Expression: null }
        where clause.Filter is null || clause.Filter.ToString().Contains(" is not ", StringComparison.Ordinal)
        select file.Path);

    [Fact]
    public void A_cancellation_is_never_swallowed() => AllowList.Check(
        "swallowed-cancellation",
        from file in Sources.Programs
        from clause in file.Unit.DescendantNodes().OfType<CatchClauseSyntax>()
        where clause.Declaration?.Type.ToString() is "OperationCanceledException" or "TaskCanceledException"
        where clause.Filter is null && clause.Block.Statements.Count == 0
        select file.Path);

    [Fact]
    public void Nothing_is_left_for_later_and_nothing_is_folded_away() => AllowList.Check(
        "left-for-later",
        from file in Sources.CSharp
        from trivia in file.Unit.DescendantTrivia(descendIntoTrivia: true)
        where trivia.IsKind(SyntaxKind.RegionDirectiveTrivia) || (IsComment(trivia) && LeftForLater(trivia.ToString()))
        select $"{file.Path} says {trivia.ToString().Trim()}");

    [Fact]
    public void No_code_is_commented_out() => AllowList.Check(
        "commented-code",
        from file in Sources.CSharp
        from trivia in file.Unit.DescendantTrivia()
        where trivia.IsKind(SyntaxKind.SingleLineCommentTrivia)
        let text = trivia.ToString().TrimEnd()
        where LooksLikeCode(text)
        select $"{file.Path} says {text}");

    [Fact]
    public void A_skipped_test_gives_a_reason() => AllowList.Check(
        "skipped-tests",
        from file in Sources.CSharp
        from argument in file.Unit.DescendantNodes().OfType<AttributeArgumentSyntax>()
        where argument.NameEquals?.Name.Identifier.ValueText == "Skip" && argument.Expression.ToString().Length < 20
        select file.Path);

    private static bool IsComment(SyntaxTrivia trivia)
        => trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia);

    private static bool LeftForLater(string comment)
        => new[] { "TODO", "FIXME", "XXX", "HACK" }.Any(word => comment.Contains(word, StringComparison.Ordinal))
            && !comment.Contains('#', StringComparison.Ordinal);

    private static bool LooksLikeCode(string comment)
        => comment.EndsWith(';') || comment.EndsWith('{') || comment is "// }" or "//}";
}
