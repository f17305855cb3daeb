using System.Text.RegularExpressions;
using OmniForge.Architecture.Tests.Reading;

namespace OmniForge.Architecture.Tests;

public partial class RepositoryTests
{
    private static readonly HashSet<string> TextEndings = new(StringComparer.Ordinal)
    {
        ".cs", ".md", ".proto", ".json", ".yaml", ".yml", ".xml", ".props", ".targets", ".csproj", ".sln", ".sh", ".mjs", ".js", ".ts",
        ".txt", ".editorconfig", "",
    };

    [Fact]
    public void No_file_names_a_package_registry() => AllowList.Check(
        "registries",
        from path in Texts()
        from Match match in Registry().Matches(Sources.Read(path))
        select $"{path} names {match.Value}");

    [Fact]
    public void No_file_outside_the_tests_names_a_folder_of_one_machine() => AllowList.Check(
        "machine-paths",
        from path in Texts()
        where !path.StartsWith("tests/", StringComparison.Ordinal)
        from Match match in MachinePath().Matches(Sources.Read(path))
        select $"{path} names {match.Value}");

    [Fact]
    public void The_contract_has_no_tenant_field() => AllowList.Check(
        "tenant-fields",
        from path in Sources.All
        where path.StartsWith("protos/", StringComparison.Ordinal) && path.EndsWith(".proto", StringComparison.Ordinal)
        from Match match in TenantField().Matches(Sources.Read(path))
        select $"{path} declares {match.Value}");

    [Fact]
    public void Every_allow_list_belongs_to_a_rule()
    {
        var rules = string.Concat(Sources.CSharp.Where(file => file.Project == "OmniForge.Architecture.Tests").Select(file => file.Text));
        Assert.Equal(
            [],
            Directory.GetFiles(AllowList.Folder, "*.txt").Select(Path.GetFileNameWithoutExtension)
                .Where(rule => !rules.Contains($"\"{rule}\"", StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = Sources.Read("OmniForge.sln").Replace('\\', '/');
        Assert.Equal(
            [],
            Sources.All
                .Where(path => path.EndsWith(".csproj", StringComparison.Ordinal) && !path.StartsWith("samples/", StringComparison.Ordinal))
                .Where(path => !solution.Contains(path, StringComparison.Ordinal)));
    }

    [Fact]
    public void Only_the_central_file_names_versions_of_packages() => AllowList.Check(
        "versions",
        from path in Sources.All
        where path.EndsWith(".csproj", StringComparison.Ordinal)
        where PackageVersion().IsMatch(Sources.Read(path))
        select path);

    private static IEnumerable<string> Texts() => Sources.All.Where(path => TextEndings.Contains(Path.GetExtension(path)));

    [GeneratedRegex(@"https?://[\w.-]*(registry\.npm|nuget\.org|npmjs\.|debian\.org|pypi\.org|crates\.io|proxy\.golang)[\w.-]*")]
    private static partial Regex Registry();

    [GeneratedRegex(@"(?<![\w.~}\])])/(work|tmp|root)/\w+")]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"^\s*(string|int64|int32|bytes)\s+tenant\w*\s*=", RegexOptions.Multiline)]
    private static partial Regex TenantField();

    [GeneratedRegex(@"<Package(Reference|Version) [^>]*Version(Override)?=")]
    private static partial Regex PackageVersion();
}
