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

    [Fact]
    public void No_method_has_more_than_60_lines() => AllowList.Check(
        "method-size",
        from file in Sources.CSharp
        from method in file.Unit.DescendantNodes()
        where method is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or AccessorDeclarationSyntax
        let lines = SourceFile.LinesOf(method)
        where lines > 60
        select $"{file.Path}#{NameOf(method)} has {lines} lines");

    // The aim is 140; a sentence for a person may run over it.
    [Fact]
    public void No_line_is_longer_than_180() => AllowList.Check(
        "line-length",
        from file in Sources.CSharp
        let lines = file.Lines.Index().Where(line => line.Item.Length > 180).Select(line => line.Index + 1).ToList()
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

    private static string NameOf(SyntaxNode member) => member switch
    {
        MethodDeclarationSyntax method => method.Identifier.ValueText,
        LocalFunctionStatementSyntax function => function.Identifier.ValueText,
        ConstructorDeclarationSyntax constructor => constructor.Identifier.ValueText,
        AccessorDeclarationSyntax { Parent.Parent: PropertyDeclarationSyntax property } => property.Identifier.ValueText,
        _ => member.Kind().ToString(),
    };
}
