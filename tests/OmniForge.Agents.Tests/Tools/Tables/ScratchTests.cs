using OmniForge.Agents.Tools.Tables;
namespace OmniForge.Agents.Tests.Tools.Tables;
public sealed class ScratchTests
{
    [Fact]
    public async Task Vega()
    {
        foreach (var f in Directory.GetFiles("/tmp/vega/package/data").Order(StringComparer.Ordinal))
        {
            var n = Path.GetFileName(f);
            if (!(n.EndsWith("sv", StringComparison.Ordinal) || n.EndsWith(".json", StringComparison.Ordinal))) { continue; }
            var w = new MemoryWorkspace(); w.Put(n, await File.ReadAllBytesAsync(f, TestContext.Current.CancellationToken));
            var t = System.Diagnostics.Stopwatch.StartNew();
            try
            {
                var p = await TableProfile.ReadAsync(w, n, TimeZoneInfo.Utc, TestContext.Current.CancellationToken);
                Console.WriteLine($"== {n} rows {p.Rows} {t.ElapsedMilliseconds} ms; {string.Join(" | ", p.Warnings)}");
                foreach (var c in p.Columns) { Console.WriteLine($"   {c.Name}: {c.Type} missing {c.Missing} {c.Min} .. {c.Max} [{string.Join("; ", c.Values.Take(6))}] {c.Values.Count}"); }
            }
            catch (TableUnreadableException e) { Console.WriteLine($"== {n} {t.ElapsedMilliseconds} ms REFUSED {e.Message}"); }
        }
    }
}
