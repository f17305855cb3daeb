using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using OmniForge.Architecture.Tests.Reading;

namespace OmniForge.Architecture.Tests;

public class NameTests
{
    private static readonly string[] Undecided =
        ["Manager", "Helper", "Helpers", "Util", "Utils", "Processor", "Base", "Common", "Service"];

    private static readonly string[] Libraries = ["OmniForge.Skills", "OmniForge.Agents", "OmniForge.Integrations", "OmniForge.Files", "OmniForge.Sandbox", "OmniForge.Client"];

    [Fact]
    public void No_type_has_a_name_that_says_nothing() => AllowList.Check(
        "type-names",
        from file in Sources.CSharp
        from type in file.Types
        where Undecided.Any(word => type.Identifier.ValueText.EndsWith(word, StringComparison.Ordinal))
        select $"{file.Path}#{type.Identifier.ValueText}");

    [Fact]
    public void A_file_is_called_like_a_type_in_it() => AllowList.Check(
        "file-names",
        from file in Sources.CSharp
        let types = file.Types.Select(type => type.Identifier.ValueText)
            .Concat(file.Unit.DescendantNodes().OfType<DelegateDeclarationSyntax>().Select(type => type.Identifier.ValueText))
            .ToList()
        let name = file.Name.Split('.')[0]
        // A family of one-line records may be called by the plural of the type they derive from.
        where types.Count > 0 && !types.Contains(name) && !types.Select(type => type + "s").Contains(name)
        select $"{file.Path} declares {string.Join(", ", types)}");

    [Fact]
    public void A_file_declares_one_class_and_the_small_types_that_serve_it() => AllowList.Check(
        "types-per-file",
        from file in Sources.Programs
        let classes = file.Unit.Members.OfType<BaseNamespaceDeclarationSyntax>().SelectMany(space => space.Members)
            .OfType<ClassDeclarationSyntax>().Where(type => SourceFile.LinesOf(type) > 40).ToList()
        where classes.Count > 1
        select $"{file.Path} declares {string.Join(", ", classes.Select(type => type.Identifier.ValueText))}");

    [Fact]
    public void Only_the_libraries_have_public_types() => AllowList.Check(
        "public-types",
        from file in Sources.Programs
        where !Libraries.Contains(file.Project)
        from type in file.Types
        where type.Parent is not BaseTypeDeclarationSyntax && type.Modifiers.Any(SyntaxKind.PublicKeyword)
        select $"{file.Path}#{type.Identifier.ValueText}");

    [Fact]
    public void An_interface_has_two_implementations_or_a_test_double() => AllowList.Check("interfaces", LonelyInterfaces());

    private static IEnumerable<string> LonelyInterfaces()
    {
        var implementations = (
            from file in Sources.CSharp
            from type in file.Types
            where type is not InterfaceDeclarationSyntax
            from parent in type.BaseList?.Types ?? default
            select (Interface: SimpleName(parent.Type), InTest: !file.Path.StartsWith("src/", StringComparison.Ordinal)))
            .ToLookup(found => found.Interface, found => found.InTest);
        return
            from file in Sources.Programs
            from type in file.Types.OfType<InterfaceDeclarationSyntax>()
            let name = type.Identifier.ValueText
            where !name.EndsWith("Grain", StringComparison.Ordinal)
                && !name.EndsWith("Observer", StringComparison.Ordinal)
                && implementations[name].Count() == 1
                && !implementations[name].Single()
            select $"{file.Path}#{name}";
    }

    private static string SimpleName(TypeSyntax type) => type switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        _ => type.ToString(),
    };
}
