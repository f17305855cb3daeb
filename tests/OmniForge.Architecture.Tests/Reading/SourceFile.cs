using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace OmniForge.Architecture.Tests.Reading;

/// <summary>One hand-written C# file. <paramref name="Path"/> is relative to the repository and `/`-separated.</summary>
internal sealed record SourceFile(string Path, string Text)
{
    private readonly Lazy<CompilationUnitSyntax> _unit = new(() => CSharpSyntaxTree.ParseText(Text).GetCompilationUnitRoot());

    public CompilationUnitSyntax Unit => _unit.Value;

    public string Name => System.IO.Path.GetFileName(Path);

    public string[] Lines => Text.TrimEnd('\n').Split('\n');

    /// <summary>The project's folder name, such as `OmniForge.Server`.</summary>
    public string Project => Path.Split('/')[1];

    /// <summary>The first folder below the project: the slice in the server; empty for a file beside the project file.</summary>
    public string Slice => Path.Split('/') is [_, _, var slice, _, ..] ? slice : "";

    public IEnumerable<BaseTypeDeclarationSyntax> Types => Unit.DescendantNodes().OfType<BaseTypeDeclarationSyntax>();

    /// <summary>Every identifier that is written in code, comments and strings left out.</summary>
    public IEnumerable<SyntaxToken> Identifiers => Unit.DescendantTokens().Where(token => token.IsKind(SyntaxKind.IdentifierToken));

    public bool Mentions(IReadOnlySet<string> names) => Identifiers.Any(token => names.Contains(token.ValueText));

    public static int LinesOf(SyntaxNode node)
    {
        var span = node.SyntaxTree.GetLineSpan(node.Span);
        return span.EndLinePosition.Line - span.StartLinePosition.Line + 1;
    }
}
