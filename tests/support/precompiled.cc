// Nothing but a target for the precompiled headers: see the CMakeLists.txt that names it.
int main() {}
