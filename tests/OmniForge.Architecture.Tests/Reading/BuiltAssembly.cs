using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using OmniForge.TestKit;

namespace OmniForge.Architecture.Tests.Reading;

/// <summary>What a project's compiled file refers to, read from its metadata without loading it.</summary>
internal sealed record BuiltAssembly(IReadOnlyList<string> Assemblies, IReadOnlyList<string> Types)
{
    private static readonly Dictionary<string, string> OwnNames = new(StringComparer.Ordinal)
    {
        ["OmniForge.Cli"] = "omniforge",
        ["OmniForge.Server"] = "omniforge-server",
        ["OmniForge.LanguageServer"] = "omniforge-language-server",
    };

    /// <summary>Reads one project. Skips the test when this configuration of it was never built.</summary>
    public static BuiltAssembly Read(string project)
    {
        var file = new[] { project, OwnNames.GetValueOrDefault(project, project) }
            .Select(name => SourceTree.Artifact(project, name + ".dll"))
            .FirstOrDefault(File.Exists);
        Assert.SkipWhen(file is null, $"{project} is not built here: build the whole solution first.");
        using var stream = File.OpenRead(file!);
        using var image = new PEReader(stream);
        var metadata = image.GetMetadataReader();
        return new(
            [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))],
            [.. metadata.TypeReferences.Select(metadata.GetTypeReference)
                .Select(type => $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}")]);
    }
}
