using System.Text;

namespace OmniForge.Skills.Data;

/// <summary>The tables that are embedded in the library.</summary>
internal static class DataFile
{
    public static Stream Open(string name)
        => typeof(DataFile).Assembly.GetManifestResourceStream($"OmniForge.Skills.Data.{name}")
        ?? throw new InvalidOperationException($"The table {name} is not embedded.");

    public static string Text(string name)
    {
        using var stream = Open(name);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return Encoding.UTF8.GetString(bytes);
    }
}
