using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using OmniForge.Architecture.Tests.Reading;

namespace OmniForge.Architecture.Tests;

public class SizeTests
{
    [Fact]
    public void No_file_has_more_than_400_lines() => AllowList.Check(
        "file-size",
        Sources.CSharp.Where(file => file.Lines.Length > 400).Select(file => $"{file.Path} has {file.Lines.Length} lines"));

    // A fake of a whole stream reads better in one piece: tests may have 100.
    [Fact]
    public void No_method_has_more_than_60_lines() => AllowList.Check(
        "method-size",
        from file in Sources.CSharp
        from method in file.Unit.DescendantNodes()
        where method is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or AccessorDeclarationSyntax
        let lines = SourceFile.LinesOf(method)
        where lines > (file.Path.StartsWith("src/", StringComparison.Ordinal) ? 60 : 100)
        select $"{file.Path}#{NameOf(method)} has {lines} lines");

    // The aim is 140. Text for people and models is exempt, as are comments.
    [Fact]
    public void No_line_of_code_is_longer_than_180() => AllowList.Check(
        "line-length",
        from file in Sources.CSharp
        let lines = file.Lines.Index().Where(line => line.Item.Length > 180).Select(line => line.Index + 1).Except(LinesOfText(file)).ToList()
        where lines.Count > 0
        select $"{file.Path} in its lines {string.Join(", ", lines)}");

    [Fact]
    public void Half_of_the_program_files_have_at_most_80_lines_and_19_in_20_at_most_300()
    {
        var sizes = Sources.Programs.Select(file => file.Lines.Length).Order().ToList();
        Assert.NotEmpty(sizes);
        Assert.InRange(sizes[sizes.Count / 2], 1, 80);
        Assert.InRange(sizes[Math.Min(sizes.Count - 1, sizes.Count * 95 / 100)], 1, 300);
    }

    private static IEnumerable<int> LinesOfText(SourceFile file)
        => file.Unit.DescendantTokens()
            .Where(token => token.Kind().ToString().Contains("String", StringComparison.Ordinal))
            .Select(token => token.Span)
            .Concat(file.Unit.DescendantTrivia().Where(trivia => trivia.Kind().ToString().Contains("Comment", StringComparison.Ordinal))
                .Select(trivia => trivia.Span))
            .Select(span => file.Unit.SyntaxTree.GetLineSpan(span))
            .SelectMany(span => Enumerable.Range(span.StartLinePosition.Line + 1, span.EndLinePosition.Line - span.StartLinePosition.Line + 1));

    private static string NameOf(SyntaxNode member) => member switch
    {
        MethodDeclarationSyntax method => method.Identifier.ValueText,
        LocalFunctionStatementSyntax function => function.Identifier.ValueText,
        ConstructorDeclarationSyntax constructor => constructor.Identifier.ValueText,
        AccessorDeclarationSyntax { Parent.Parent: PropertyDeclarationSyntax property } => property.Identifier.ValueText,
        _ => member.Kind().ToString(),
    };
}
