from gugus.people.rules.roles import Role


def test_home(world):
    assert world.client(Role.SECRETARY).get("/g/rekaan-1/").status_code == 200
