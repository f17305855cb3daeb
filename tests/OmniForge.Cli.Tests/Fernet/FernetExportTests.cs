using OmniForge.Cli.Fernet;

namespace OmniForge.Cli.Tests.Fernet;

public sealed class FernetExportTests
{
    [Fact]
    public void Rows_are_read_by_the_names_of_their_columns()
        => Assert.Equal(
            [new(2, "c1", "acme", "notion", "gAAA=="), new(4, "c2", "acme, inc", "sl\"ack", "gBBB")],
            FernetExport.Read(["Token,tenant,id,integration,more", "gAAA==,acme,c1,notion,x", "", "gBBB,\"acme, inc\",c2,\"sl\"\"ack\","]));

    [Fact]
    public void Lines_of_JSON_are_read()
        => Assert.Equal(
            [new(1, "7", "acme", "notion", "gAAA"), new(2, "c2", "acme", "slack", "gBBB")],
            FernetExport.Read(
                ["""{"id":7,"tenant":"acme","integration":"notion","token":"gAAA","scopes":["a"]}""", """{"token":"gBBB","id":"c2","integration":"slack","tenant":"acme"}"""]));

    [Theory]
    [InlineData("{\"id\":\"c1\"}", "is missing")]
    [InlineData("{\"id\":", "is no JSON object")]
    [InlineData("id,tenant,token", "no column \"integration\"")]
    public void A_line_that_cannot_be_used_says_why(string line, string problem)
        => Assert.Contains(problem, Assert.Single(FernetExport.Read([line])).Problem, StringComparison.Ordinal);

    [Fact]
    public void A_line_with_the_wrong_number_of_cells_is_named_and_the_others_are_read()
        => Assert.Equal(
            ["has 2 cells instead of 4", "", "id, tenant, integration or token is missing"],
            FernetExport.Read(["id,tenant,integration,token", "a,b", "a,b,c,d", "a,,c,d"]).Select(row => row.Problem));
}
