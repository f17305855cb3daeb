using System.Xml.Linq;
using OmniForge.Architecture.Tests.Reading;

namespace OmniForge.Architecture.Tests;

public class ReferenceTests
{
    private static readonly Dictionary<string, string[]> Known = new(StringComparer.Ordinal)
    {
        ["Protocol"] = [],
        ["Skills"] = [],
        ["Agents"] = ["Skills"],
        ["Integrations"] = ["Agents", "Skills"],
        ["Files"] = ["Skills", "Agents"],
        ["Sandbox"] = ["Skills", "Agents", "Files"],
        ["Client"] = ["Protocol", "Skills", "Agents", "Files"],
        ["LanguageServer"] = ["Skills", "Files", "Client", "Protocol"],
        ["Cli"] = ["Protocol", "Skills", "Agents", "Files", "Client", "LanguageServer"],
        ["Server"] = ["Protocol", "Skills", "Agents", "Files", "Integrations", "Sandbox"],
    };

    // Cli and LanguageServer name records of Agents and messages of Protocol that Client hands them; they may not refer to those
    // projects themselves.
    private static readonly Dictionary<string, string[]> OnlyThroughOthers = new(StringComparer.Ordinal)
    {
        ["Client"] = ["Skills"],
        ["Cli"] = ["Protocol", "Agents"],
        ["LanguageServer"] = ["Protocol"],
    };

    public static TheoryData<string, string[]> Forbidden => new()
    {
        { "Skills", ["Grpc", "Microsoft.", "Google", "Npgsql", "Orleans", "System.Net", "System.Diagnostics.Process"] },
        { "Agents", ["Grpc", "Google", "Microsoft.EntityFrameworkCore", "Microsoft.AspNetCore", "Npgsql", "Orleans", "Coravel", "Anthropic",
            "OpenAI", "OllamaSharp", "System.Diagnostics.Process"] },
        { "Integrations", ["Grpc", "Google", "Microsoft.EntityFrameworkCore", "Microsoft.AspNetCore", "Npgsql", "Orleans", "Coravel"] },
        { "Files", ["Grpc", "Google", "Microsoft.EntityFrameworkCore", "Microsoft.AspNetCore", "Npgsql", "Orleans", "Coravel"] },
        { "Sandbox", ["Grpc", "Google", "Microsoft.EntityFrameworkCore", "Microsoft.AspNetCore", "Npgsql", "Orleans", "Coravel", "System.Net"] },
        { "Client", ["Microsoft.EntityFrameworkCore", "Microsoft.AspNetCore", "Npgsql", "Orleans", "Coravel", "StreamJsonRpc"] },
        { "LanguageServer", ["Microsoft.EntityFrameworkCore", "Microsoft.AspNetCore", "Npgsql", "Orleans", "Coravel"] },
        { "Cli", ["Microsoft.EntityFrameworkCore", "Microsoft.AspNetCore", "Npgsql", "Orleans", "Coravel", "StreamJsonRpc"] },
        { "Server", ["StreamJsonRpc", "Spectre", "System.CommandLine"] },
    };

    public static TheoryData<string> Projects => [.. Known.Keys];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_file_refers_only_to_the_projects_it_may_know(string project)
    {
        var path = $"src/OmniForge.{project}/OmniForge.{project}.csproj";
        var named = XDocument.Parse(Sources.Read(path)).Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension((string)reference.Attribute("Include")!)["OmniForge.".Length..]);
        Assert.Equal([], named.Except(Known[project].Except(OnlyThroughOthers.GetValueOrDefault(project, []))));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_built_project_refers_only_to_the_projects_it_may_know(string project)
    {
        var named = BuiltAssembly.Read($"OmniForge.{project}").Assemblies
            .Where(name => name.StartsWith("omniforge", StringComparison.OrdinalIgnoreCase));
        Assert.Equal([], named.Except(Known[project].Select(known => $"OmniForge.{known}")));
    }

    [Theory]
    [MemberData(nameof(Forbidden))]
    public void A_built_project_knows_nothing_of_what_is_not_its_business(string project, string[] prefixes)
    {
        var wrong = BuiltAssembly.Read($"OmniForge.{project}").Assemblies
            .Where(name => prefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)));
        Assert.Equal([], wrong);
    }

    [Theory]
    [InlineData("Skills", "System.IO.", "System.IO.Stream", "System.IO.StringReader", "System.IO.StringWriter", "System.IO.TextReader", "System.IO.TextWriter")]
    [InlineData("Skills", "System.TimeProvider")]
    [InlineData("Agents", "System.IO.File")]
    [InlineData("Agents", "System.IO.Directory")]
    [InlineData("Agents", "System.Diagnostics.Process")]
    public void A_pure_project_never_asks_the_machine(string project, string prefix, params string[] harmless)
    {
        var wrong = BuiltAssembly.Read($"OmniForge.{project}").Types
            .Where(name => name.StartsWith(prefix, StringComparison.Ordinal) && !harmless.Contains(name));
        Assert.Equal([], wrong);
    }

    [Fact]
    public void The_skill_language_uses_one_package()
    {
        var packages = XDocument.Parse(Sources.Read("src/OmniForge.Skills/OmniForge.Skills.csproj")).Descendants("PackageReference")
            .Select(reference => (string)reference.Attribute("Include")!);
        Assert.Equal(["YamlDotNet"], packages);
    }

    [Fact]
    public void Every_source_project_has_a_rule()
    {
        var projects = Sources.All
            .Where(path => path.StartsWith("src/", StringComparison.Ordinal) && path.EndsWith(".csproj", StringComparison.Ordinal))
            .Select(path => Path.GetFileNameWithoutExtension(path)["OmniForge.".Length..]);
        Assert.Equal(Known.Keys.Order(), projects.Order());
    }
}
