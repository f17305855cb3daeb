using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using OmniForge.Architecture.Tests.Reading;
using OmniForge.TestKit;

namespace OmniForge.Architecture.Tests;

/// <summary>Every text of the folders that speak to people, whether a test of a dialogue comes past it or not.</summary>
public class PlainLanguageTests
{
    private static readonly string[] Speaking =
    [
        "src/OmniForge.Agents/Building/Branches/", "src/OmniForge.Agents/Building/Editing/", "src/OmniForge.Agents/Building/Events/",
        "src/OmniForge.Agents/Building/Talking/", "src/OmniForge.Agents/Building/Turns/", "src/OmniForge.Agents/Scheduling/",
        "src/OmniForge.Cli/Chat/", "src/OmniForge.Server/Conversations/", "src/OmniForge.Server/Notices/",
    ];

    [Fact]
    public void Nothing_that_is_said_to_people_names_a_technique_or_an_identifier() => AllowList.Check(
        "plain-language",
        from file in Sources.CSharp
        where Speaking.Any(folder => file.Path.StartsWith(folder, StringComparison.Ordinal))
        from text in Texts(file)
        let offence = PlainTalk.Offence(text)
        where offence is not null
        select $"{file.Path} says {offence} in: {text}");

    [Fact]
    public void The_walk_comes_past_the_texts_there_are()
    {
        var texts = Sources.CSharp.Where(file => Speaking.Any(folder => file.Path.StartsWith(folder, StringComparison.Ordinal))).SelectMany(Texts).ToList();
        Assert.All(Speaking, folder => Assert.Contains(Sources.CSharp, file => file.Path.StartsWith(folder, StringComparison.Ordinal)));
        Assert.True(texts.Count > 500, $"only {texts.Count} texts were found");
    }

    /// <summary>Literals of more than one word; what is filled in stands as a blank.</summary>
    private static IEnumerable<string> Texts(SourceFile file)
    {
        var nodes = file.Unit.DescendantNodes(node => node is not AttributeListSyntax).ToList();
        var plain = nodes.OfType<LiteralExpressionSyntax>().Where(node => node.IsKind(SyntaxKind.StringLiteralExpression)).Select(node => node.Token.ValueText);
        var filled = nodes.OfType<InterpolatedStringExpressionSyntax>().Select(node => string.Concat(node.Contents.Select(part
            => part is InterpolatedStringTextSyntax text ? text.TextToken.ValueText : " ")));
        return plain.Concat(filled).Where(text => text.Trim().Contains(' ', StringComparison.Ordinal));
    }
}
