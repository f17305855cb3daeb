using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using OmniForge.Architecture.Tests.Reading;

namespace OmniForge.Architecture.Tests;

public class DocumentationTests
{
    // Enums and one-line records that live with the type they serve may leave the explanation to it.
    [Fact]
    public void Every_public_type_of_a_library_says_what_it_is() => AllowList.Check(
        "undocumented-types",
        from file in Sources.Of("OmniForge.Skills", "OmniForge.Agents", "OmniForge.Integrations", "OmniForge.Files", "OmniForge.Sandbox", "OmniForge.Client")
        from type in file.Types
        where type.Modifiers.Any(SyntaxKind.PublicKeyword) && type.Parent is BaseNamespaceDeclarationSyntax && !IsDocumented(type)
        where file.Name == type.Identifier.ValueText + ".cs" || type is ClassDeclarationSyntax or InterfaceDeclarationSyntax
        // The parts of a partial type share the comment of the file that has the type's name.
        where !type.Modifiers.Any(SyntaxKind.PartialKeyword) || file.Name == type.Identifier.ValueText + ".cs"
        select $"{file.Path}#{type.Identifier.ValueText}");

    [Fact]
    public void Every_option_states_its_unit_and_default() => AllowList.Check(
        "undocumented-options",
        from file in Sources.Programs
        from type in file.Types.OfType<TypeDeclarationSyntax>()
        where type.Identifier.ValueText.EndsWith("Options", StringComparison.Ordinal)
        from property in type.Members.OfType<PropertyDeclarationSyntax>()
        where property.Modifiers.Any(SyntaxKind.PublicKeyword) && property.ExpressionBody is null && !IsDocumented(property)
        select $"{file.Path}#{property.Identifier.ValueText}");

    private static bool IsDocumented(SyntaxNode member)
        => member.GetLeadingTrivia().Any(trivia => trivia.HasStructure && trivia.GetStructure() is DocumentationCommentTriviaSyntax);
}
